//! The lines of a file, compressed or not.

use flate2::read::MultiGzDecoder;
use std::io::{BufRead, BufReader};

/// Whether these are the first bytes of a gzip file.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// Calls with each line that is not blank, counted from 1; a part that cannot be read ends the file, and says why.
pub(super) fn each_line(bytes: &[u8], call: &mut dyn FnMut(u64, &str)) -> Result<(), (u64, String)> {
    let plain: Box<dyn BufRead + '_> = if is_gzip(bytes) {
        Box::new(BufReader::with_capacity(1 << 18, MultiGzDecoder::new(bytes)))
    } else {
        Box::new(bytes)
    };
    let mut plain = plain;
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        match plain.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) => {
                let text = String::from_utf8_lossy(&line);
                if !text.trim().is_empty() {
                    call(number, text.trim());
                }
            }
            Err(error) => return Err((number, error.to_string())),
        }
    }
    Ok(())
}
