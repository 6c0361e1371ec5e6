//! Coordinates in degrees, as people write them in the column of a place.

/// A point, latitude first: `-39.8,-73.2`, `(-39.8; -73.2)`, `-39,8; -73,2`. Nothing where it lies nowhere on Earth.
pub fn point(cell: &str) -> Option<(f64, f64)> {
    let cell = cell.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let parts: Vec<&str> = if cell.contains(';') {
        cell.split(';').collect()
    } else if cell.contains(',') && cell.contains('.') {
        cell.split(',').collect()
    } else {
        cell.split_whitespace().collect()
    };
    let [lat, lon] = parts[..] else { return None };
    let (lat, lon) = (degrees(lat)?, degrees(lon)?);
    (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some((lat, lon))
}

/// A number with decimals, without which it might be of anything.
fn degrees(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('°').replace(',', ".").replace('−', "-");
    let number =
        text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte)) && text.contains('.');
    text.parse().ok().filter(|_| number)
}

/// Whether a text has numbers that may be coordinates, and so is no mere name of a place.
pub fn tells_of_coordinates(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    let decimals = bytes
        .windows(3)
        .any(|three| three[0].is_ascii_digit() && b".,".contains(&three[1]) && three[2].is_ascii_digit());
    decimals || cell.contains('°') || !cell.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_as_people_write_them() {
        for cell in ["-39.8,-73.2", "(-39.8, -73.2)", "-39,8; -73,2", "-39.8 -73.2", "-39.8°, -73.2°"] {
            assert_eq!(point(cell), Some((-39.8, -73.2)), "{cell}");
        }
        for cell in ["-139.8,-73.2", "Valdivia", "12, 14", "39.8 S, 73.2 O", "-39.8", ""] {
            assert_eq!(point(cell), None, "{cell}");
        }
        assert!(tells_of_coordinates("39.8 S, 73.2 O") && tells_of_coordinates("12, 14"));
        assert!(!tells_of_coordinates("Valdivia, Corral"));
    }
}
