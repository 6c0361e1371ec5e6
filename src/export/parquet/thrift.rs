//! The compact protocol of Thrift, as far as Parquet's footers need it.

/// A structure whose fields are added in the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Struct {
    out: Vec<u8>,
    last: i16,
}

const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

impl Struct {
    /// A number of 32 bits, or one of an enumeration.
    pub(super) fn small(self, field: i16, value: i64) -> Struct {
        self.number(field, I32, value)
    }

    /// A number of 64 bits.
    pub(super) fn integer(self, field: i16, value: i64) -> Struct {
        self.number(field, I64, value)
    }

    /// A text.
    pub(super) fn text(mut self, field: i16, value: &str) -> Struct {
        self.head(field, BINARY);
        string(value, &mut self.out);
        self
    }

    /// A list of numbers of 32 bits.
    pub(super) fn smalls(mut self, field: i16, values: &[i64]) -> Struct {
        self.head(field, LIST);
        items(values.len(), I32, &mut self.out);
        values.iter().for_each(|value| zigzag(*value, &mut self.out));
        self
    }

    /// A list of texts.
    pub(super) fn texts(mut self, field: i16, values: &[&str]) -> Struct {
        self.head(field, LIST);
        items(values.len(), BINARY, &mut self.out);
        values.iter().for_each(|value| string(value, &mut self.out));
        self
    }

    /// A list of structures.
    pub(super) fn list(mut self, field: i16, values: Vec<Struct>) -> Struct {
        self.head(field, LIST);
        items(values.len(), STRUCT, &mut self.out);
        values.into_iter().for_each(|value| self.out.extend(value.bytes()));
        self
    }

    /// A structure inside this one.
    pub(super) fn nested(mut self, field: i16, value: Struct) -> Struct {
        self.head(field, STRUCT);
        self.out.extend(value.bytes());
        self
    }

    /// The bytes, with the end mark.
    pub(super) fn bytes(mut self) -> Vec<u8> {
        self.out.push(0);
        self.out
    }

    fn number(mut self, field: i16, kind: u8, value: i64) -> Struct {
        self.head(field, kind);
        zigzag(value, &mut self.out);
        self
    }

    /// Fields lie fewer than 16 apart in every structure of the format.
    fn head(&mut self, field: i16, kind: u8) {
        let step = (field - self.last) as u8;
        self.out.push(step << 4 | kind);
        self.last = field;
    }
}

fn items(count: usize, kind: u8, out: &mut Vec<u8>) {
    if count < 15 {
        out.push((count as u8) << 4 | kind);
    } else {
        out.push(0xf0 | kind);
        varint(count as u64, out);
    }
}

fn string(value: &str, out: &mut Vec<u8>) {
    varint(value.len() as u64, out);
    out.extend(value.as_bytes());
}

fn zigzag(value: i64, out: &mut Vec<u8>) {
    varint(((value << 1) ^ (value >> 63)) as u64, out);
}

/// A number in as many bytes as it takes, seven bits in each.
pub(super) fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_compact_protocol() {
        let inner = Struct::default().small(1, -1).integer(3, 300);
        assert_eq!(inner.bytes(), [0x15, 1, 0x26, 0xd8, 4, 0]);
        let outer = Struct::default().text(4, "é").smalls(6, &[1, 2]);
        assert_eq!(outer.bytes(), [0x48, 2, 0xc3, 0xa9, 0x29, 0x25, 2, 4, 0]);
    }
}
