//! A ZIP archive of a few files, always the same for the same files.

use std::io::{self, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// The first day the format can tell, for files whose date says nothing.
const DATE: u16 = 0x0021;

/// A file of an archive, packed.
pub(super) struct Entry {
    name: String,
    crc: u32,
    length: usize,
    packed: Vec<u8>,
}

impl Entry {
    /// A file with these bytes.
    pub(super) fn of(name: &str, bytes: &[u8]) -> io::Result<Entry> {
        let mut packer = Packer::new(name);
        packer.write_all(bytes)?;
        packer.finish()
    }
}

/// A file of an archive, packed as it is written.
pub(super) struct Packer {
    name: String,
    packed: DeflateEncoder<Vec<u8>>,
    crc: Crc,
}

impl Packer {
    /// A file without bytes yet.
    pub(super) fn new(name: &str) -> Packer {
        let packed = DeflateEncoder::new(Vec::new(), Compression::fast());
        Packer { name: name.to_owned(), packed, crc: Crc::new() }
    }

    /// The whole file.
    pub(super) fn finish(self) -> io::Result<Entry> {
        let (crc, length) = (self.crc.sum(), self.crc.amount() as usize);
        Ok(Entry { name: self.name, crc, length, packed: self.packed.finish()? })
    }
}

impl Write for Packer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.packed.write(bytes)?;
        self.crc.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.packed.flush()
    }
}

/// Writes an archive with these files, in this order.
pub(super) fn archive(entries: &[Entry], out: &mut dyn Write) -> io::Result<()> {
    let (mut start, mut directory) = (0, Vec::new());
    for entry in entries {
        let mut before = 0x0403_4b50_u32.to_le_bytes().to_vec();
        head(entry, &mut before);
        before.extend(entry.name.as_bytes());
        out.write_all(&before)?;
        out.write_all(&entry.packed)?;
        directory.extend(0x0201_4b50_u32.to_le_bytes());
        directory.extend(20_u16.to_le_bytes());
        head(entry, &mut directory);
        directory.extend([0; 10]);
        directory.extend((start as u32).to_le_bytes());
        directory.extend(entry.name.as_bytes());
        start += before.len() + entry.packed.len();
    }
    let length = directory.len() as u32;
    directory.extend(0x0605_4b50_u32.to_le_bytes());
    directory.extend([0; 4]);
    directory.extend((entries.len() as u16).to_le_bytes());
    directory.extend((entries.len() as u16).to_le_bytes());
    directory.extend(length.to_le_bytes());
    directory.extend((start as u32).to_le_bytes());
    directory.extend([0; 2]);
    out.write_all(&directory)
}

/// What an entry says of itself both before its bytes and in the directory.
fn head(entry: &Entry, out: &mut Vec<u8>) {
    for field in [20_u16, 0x0800, 8, 0, DATE] {
        out.extend(field.to_le_bytes());
    }
    for field in [entry.crc, entry.packed.len() as u32, entry.length as u32] {
        out.extend(field.to_le_bytes());
    }
    out.extend((entry.name.len() as u16).to_le_bytes());
    out.extend([0; 2]);
}
