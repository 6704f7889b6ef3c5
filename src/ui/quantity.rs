//! Large numbers as a person reads them: `950`, `12.3k`, `4.1M`.

/// The units of tokens, each a thousand of the one before.
const THOUSANDS: [&str; 9] = ["", "k", "M", "G", "T", "P", "E", "Z", "Y"];

/// The units of bytes, each 1024 of the one before.
const BINARY: [&str; 9] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

/// Formats a number with at most four digits and its unit: `950`, `12.3k`, `4.1M`, `-3`.
pub(crate) fn compact(number: i128) -> String {
    let (number, unit) = scaled(number, 1000, &THOUSANDS);
    number + unit
}

/// Formats a number of bytes: `950 B`, `12.3 KiB`.
pub(crate) fn bytes(number: i128) -> String {
    let (number, unit) = scaled(number, 1024, &BINARY);
    format!("{number} {unit}")
}

/// Formats a number with commas between thousands: `1,234,567`.
pub(crate) fn grouped(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
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
    use proptest::prelude::*;

    #[test]
    fn numbers_are_short_and_bytes_have_units() {
        for (number, shown, size) in [
            (0, "0", "0 B"),
            (950, "950", "950 B"),
            (-3, "-3", "-3 B"),
            (1_000, "1k", "1000 B"),
            (1_024, "1k", "1 KiB"),
            (12_345, "12.3k", "12.1 KiB"),
            (123_456, "123k", "121 KiB"),
            (999_499, "999k", "976 KiB"),
            (999_500, "1M", "976 KiB"),
            (4_100_000, "4.1M", "3.9 MiB"),
            (i128::from(i64::MAX), "9.2E", "8 EiB"),
        ] {
            assert_eq!((compact(number).as_str(), bytes(number).as_str()), (shown, size));
        }
    }

    #[test]
    fn commas_part_the_thousands() {
        for (number, shown) in
            [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")]
        {
            assert_eq!(grouped(number), shown);
        }
    }

    proptest! {
        #[test]
        fn every_64_bit_number_fits_six_columns(number: i64) {
            prop_assert!(compact(number.into()).len() <= 6, "{}", compact(number.into()));
        }
    }
}
