//! Draws rectangles and texts into an SVG picture.

use plotters::{
    coord::Shift,
    prelude::{Color as _, DrawingArea, IntoDrawingArea as _, Rectangle, SVGBackend},
    style::{
        FontStyle, IntoFont as _, RGBColor, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

use super::palette::INK;

/// The size of text. The backend divides sizes by 1.24.
const TEXT: f64 = 13.0 * 1.24;

/// The size of the title.
const TITLE: f64 = 18.0 * 1.24;

/// The part of a text that is at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Center,
    Right,
}

/// A picture. Drawing into memory cannot fail, so failures are ignored.
pub(crate) struct Canvas {
    size: (u32, u32),
    title: String,
    shapes: Vec<Shape>,
}

/// Something to draw.
enum Shape {
    Rect { from: (i32, i32), to: (i32, i32), color: RGBColor, opacity: f64 },
    Text { text: String, place: (i32, i32), align: Align, size: f64, font: FontStyle },
}

impl Canvas {
    /// Returns an empty picture, with a title for those who cannot see it.
    pub(crate) fn new(size: (i32, i32), title: &str) -> Canvas {
        let size = (size.0.unsigned_abs(), size.1.unsigned_abs());
        Canvas { size, title: title.to_owned(), shapes: Vec::new() }
    }

    /// Fills a rectangle, given by its upper left and its lower right corner.
    pub(crate) fn rect(&mut self, from: (i32, i32), to: (i32, i32), color: RGBColor, opacity: f64) {
        self.shapes.push(Shape::Rect { from, to, color, opacity });
    }

    /// Writes a text, which must be sanitised, at a place that is its middle line.
    pub(crate) fn text(&mut self, text: &str, place: (i32, i32), align: Align) {
        let (text, size, font) = (printable(text), TEXT, FontStyle::Normal);
        self.shapes.push(Shape::Text { text, place, align, size, font });
    }

    /// Writes the title.
    pub(crate) fn title(&mut self, text: &str, place: (i32, i32)) {
        let (text, align, size, font) = (printable(text), Align::Left, TITLE, FontStyle::Bold);
        self.shapes.push(Shape::Text { text, place, align, size, font });
    }

    /// Returns the picture as SVG.
    pub(crate) fn finish(self) -> String {
        let mut svg = String::new();
        {
            let area = SVGBackend::with_string(&mut svg, self.size).into_drawing_area();
            self.shapes.iter().for_each(|shape| draw(&area, shape));
            let _ = area.present();
        }
        // The backend has no element for a title, which readers of a screen speak.
        let title = format!(" role=\"img\">\n<title>{}</title>\n", self.title);
        svg.replacen(">\n", &title, 1)
    }
}

fn draw(area: &DrawingArea<SVGBackend<'_>, Shift>, shape: &Shape) {
    match shape {
        Shape::Rect { from, to, color, opacity } => {
            let style = color.mix(*opacity).filled();
            let _ = area.draw(&Rectangle::new([*from, *to], style));
        }
        Shape::Text { text, place, align, size, font } => {
            let h_pos = match align {
                Align::Left => HPos::Left,
                Align::Center => HPos::Center,
                Align::Right => HPos::Right,
            };
            let style = TextStyle::from(("sans-serif", *size, *font).into_font())
                .color(&INK)
                .pos(Pos::new(h_pos, VPos::Center));
            let _ = area.draw_text(text, &style, *place);
        }
    }
}

/// Replaces what XML cannot contain, even escaped: noncharacters. A sanitised text has no control
/// characters.
fn printable(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
