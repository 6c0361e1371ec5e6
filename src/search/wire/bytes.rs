//! Numbers and strings as bytes, with a checksum at the end of every file.

/// A file is not what it should be: cut short, damaged, or of another version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

/// FNV-1a with a final stir: enough to tell a damaged file from a whole one.
pub fn checksum(bytes: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for byte in bytes {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    hash ^ (hash >> 15) ^ bytes.len() as u32
}

/// Adds the checksum to a file's bytes.
pub fn seal(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = checksum(&bytes);
    bytes.extend(sum.to_le_bytes());
    bytes
}

/// A file's bytes without the checksum, if it is right.
pub fn unseal(bytes: &[u8]) -> Result<&[u8], Broken> {
    let (body, sum) = bytes.split_last_chunk::<4>().ok_or(Broken)?;
    if checksum(body) == u32::from_le_bytes(*sum) { Ok(body) } else { Err(Broken) }
}

/// Writes numbers (7 bits a byte) and strings (length first).
#[derive(Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// A number.
    pub fn number(&mut self, mut n: u32) {
        while n >= 128 {
            self.0.push(n as u8 | 128);
            n >>= 7;
        }
        self.0.push(n as u8);
    }

    /// A number that may be negative.
    pub fn signed(&mut self, n: i32) {
        self.number(((n << 1) ^ (n >> 31)) as u32);
    }

    /// Bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u32);
        self.0.extend_from_slice(bytes);
    }

    /// A string.
    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// A list, each item by its own function.
    pub fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Writer, &T)) {
        self.number(items.len() as u32);
        for item in items {
            each(self, item);
        }
    }
}

/// Reads what [`Writer`] wrote; anything else is [`Broken`].
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// A number.
    pub fn number(&mut self) -> Result<u32, Broken> {
        let mut n = 0_u32;
        for shift in (0..35).step_by(7) {
            let (byte, rest) = self.0.split_first().ok_or(Broken)?;
            self.0 = rest;
            n |= u32::from(byte & 127).checked_shl(shift).ok_or(Broken)?;
            if byte & 128 == 0 {
                return Ok(n);
            }
        }
        Err(Broken)
    }

    /// A number that may be negative.
    pub fn signed(&mut self) -> Result<i32, Broken> {
        let n = self.number()?;
        Ok((n >> 1) as i32 ^ -((n & 1) as i32))
    }

    /// Bytes.
    pub fn bytes(&mut self) -> Result<&'a [u8], Broken> {
        let length = self.number()? as usize;
        if length > self.0.len() {
            return Err(Broken);
        }
        let (bytes, rest) = self.0.split_at(length);
        self.0 = rest;
        Ok(bytes)
    }

    /// A string.
    pub fn text(&mut self) -> Result<&'a str, Broken> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Broken)
    }

    /// A string of its own.
    pub fn string(&mut self) -> Result<String, Broken> {
        self.text().map(str::to_string)
    }

    /// A list, each item by its own function.
    pub fn list<T>(
        &mut self,
        mut each: impl FnMut(&mut Reader<'a>) -> Result<T, Broken>,
    ) -> Result<Vec<T>, Broken> {
        let length = self.number()? as usize;
        let mut items = Vec::with_capacity(length.min(self.0.len()));
        for _ in 0..length {
            items.push(each(self)?);
        }
        Ok(items)
    }
}
