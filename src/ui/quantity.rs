//! Large numbers as a person reads them: `950 B`, `12.3 KiB`.

/// The units of bytes, each 1024 of the one before.
const BINARY: [&str; 9] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

/// Formats a number of bytes: `950 B`, `12.3 KiB`.
pub(crate) fn bytes(number: i128) -> String {
    let (number, unit) = scaled(number, 1024, &BINARY);
    format!("{number} {unit}")
}

/// Returns the number in the largest unit of which there is one, rounded to a tenth where that shows.
fn scaled(number: i128, step: u128, units: &[&'static str; 9]) -> (String, &'static str) {
    let sign = if number < 0 { "-" } else { "" };
    let number = number.unsigned_abs();
    let (mut size, mut at) = (1_u128, 0);
    // Rounded, 999,500 is a thousand thousands.
    while at + 1 < units.len() && (number + size / 2) / size >= step {
        size *= step;
        at += 1;
    }
    let tenths = tenths(number, size);
    let text = if at == 0 || tenths.is_multiple_of(10) || tenths >= 1000 {
        format!("{sign}{}", (number + size / 2) / size)
    } else {
        format!("{sign}{}.{}", tenths / 10, tenths % 10)
    };
    (text, units[at])
}

/// Returns how many tenths of `size` there are in `number`, rounded.
fn tenths(number: u128, size: u128) -> u128 {
    (number * 10 + size / 2) / size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_units() {
        for (number, shown) in [
            (0, "0 B"),
            (-3, "-3 B"),
            (1_000, "1000 B"),
            (1_024, "1 KiB"),
            (12_345, "12.1 KiB"),
            (999_500, "976 KiB"),
            (4_100_000, "3.9 MiB"),
            (i128::from(i64::MAX), "8 EiB"),
        ] {
            assert_eq!(bytes(number), shown);
        }
    }
}
