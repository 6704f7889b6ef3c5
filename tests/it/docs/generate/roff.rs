//! Corrects the source of a man page: portable, without lint messages, with code in bold.

/// The first lines of every rendering. They define a string for the apostrophe, which [`tidy`]
/// replaces by a name that groff and mandoc both know.
const PREAMBLE: [&str; 2] = [r".ie \n(.g .ds Aq \(aq", ".el .ds Aq '"];

/// The longest line of text, in bytes.
const LONGEST_LINE: usize = 80;

/// Corrects rendered source. Text between backticks becomes bold.
pub(super) fn tidy(source: &str) -> String {
    let mut tidied = String::with_capacity(source.len());
    let (mut is_verbatim, mut is_tag) = (false, false);
    for line in source.lines().filter(|line| !PREAMBLE.contains(line) && !line.is_empty()) {
        if line.starts_with('.') {
            tidied.push_str(line);
            is_verbatim = line == ".EX" || is_verbatim && line != ".EE";
            is_tag = line == ".TP";
        } else if is_verbatim || is_tag {
            // In these, line breaks have a meaning.
            tidied.push_str(&text(line));
            is_tag = false;
        } else {
            fill(&text(line), &mut tidied);
        }
        tidied.push('\n');
    }
    tidied
}

/// Returns a line of text with names for the characters that typesetting would replace.
fn text(line: &str) -> String {
    let named = line
        .trim_end()
        .replace(r"\*(Aq", r"\(aq")
        .replace(r"\\", r"\e")
        .replace('~', r"\(ti")
        .replace('^', r"\(ha");
    let mut text = String::with_capacity(named.len());
    for (number, part) in named.split('`').enumerate() {
        match number {
            0 => {}
            odd if odd % 2 == 1 => text.push_str(r"\fB"),
            _ => text.push_str(r"\fR"),
        }
        text.push_str(part);
    }
    text
}

/// Appends `text`, broken between words into lines that are not too long.
fn fill(text: &str, out: &mut String) {
    let mut length = 0;
    for word in text.split(' ') {
        if length > 0 && length + 1 + word.len() > LONGEST_LINE {
            out.push('\n');
            length = 0;
            if word.starts_with(['.', '\'']) {
                // So that it is not taken for a request.
                out.push_str(r"\&");
            }
        } else if length > 0 {
            out.push(' ');
        }
        out.push_str(word);
        length += 1 + word.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_in_text_becomes_bold() {
        assert_eq!(tidy("see `a \\-b` and `c`.\n"), "see \\fBa \\-b\\fR and \\fBc\\fR.\n");
    }

    #[test]
    fn what_typesetting_would_replace_is_named() {
        assert_eq!(tidy("\\*(Aq~/x\\*(Aq ^ \\\\n  \n"), "\\(aq\\(ti/x\\(aq \\(ha \\en\n");
    }

    #[test]
    fn the_preamble_and_empty_lines_go_and_requests_stay() {
        let source = format!("{}\n{}\n.SH A~B\n\ntext\n", PREAMBLE[0], PREAMBLE[1]);
        assert_eq!(tidy(&source), ".SH A~B\ntext\n");
    }

    #[test]
    fn text_is_broken_before_it_is_too_long_and_no_word_becomes_a_request() {
        let filled = tidy(&format!("{} .x {}\n", "a".repeat(79), "b".repeat(90)));
        assert_eq!(filled, format!("{}\n\\&.x\n{}\n", "a".repeat(79), "b".repeat(90)));
    }

    #[test]
    fn tags_and_verbatim_lines_stay_whole() {
        let long = "word ".repeat(30).trim_end().to_owned();
        for source in [format!(".TP\n{long}\n"), format!(".EX\n{long}\n.EE\n")] {
            assert_eq!(tidy(&source), source);
        }
    }
}
