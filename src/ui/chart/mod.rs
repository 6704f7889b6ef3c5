//! A chart of tokens over time, stacked by backend, as SVG with a transparent background.

mod bucket;
mod canvas;
mod palette;
mod series;

use chrono::NaiveDate;

use super::quantity::{compact, grouped};
use bucket::Buckets;
use canvas::{Align, Canvas};
use palette::INK;
use series::Series;

/// The size of the picture.
const SIZE: (i32, i32) = (960, 480);

/// The area of the bars: left, top, right and bottom.
const PLOT: (i32, i32, i32, i32) = (72, 104, 936, 420);

/// The least number of buckets: a single day is not drawn as wide as the picture.
const LEAST_BUCKETS: usize = 7;

/// The greatest width of a bar.
const WIDEST_BAR: i32 = 48;

/// The most labels below the axis.
const MOST_LABELS: usize = 12;

/// Tokens by day and by backend.
pub(crate) struct Chart<'a> {
    /// The number of sessions that the chart counts.
    pub(crate) sessions: i128,
    /// A day of last use, a sanitised backend, and its tokens.
    pub(crate) days: Vec<(NaiveDate, &'a str, i128)>,
    /// The day of the empty chart.
    pub(crate) today: NaiveDate,
}

impl Chart<'_> {
    /// Draws the chart.
    pub(crate) fn svg(&self) -> String {
        let days = || self.days.iter().map(|day| day.0);
        let (first, last) =
            (days().min().unwrap_or(self.today), days().max().unwrap_or(self.today));
        let buckets = Buckets::between(first, last, LEAST_BUCKETS);
        let series = Series::of(&self.days, &buckets);
        let title = format!("Tokens by {} of last use", buckets.unit());
        let mut canvas = Canvas::new(SIZE, &title);
        canvas.title(&title, (PLOT.0, 20));
        let dates = if first == last { first.to_string() } else { format!("{first} to {last}") };
        let noun = if self.sessions == 1 { "session" } else { "sessions" };
        let total: i128 = series.iter().map(Series::total).sum();
        let sum = format!("{} tokens in {} {noun}", compact(total), grouped(self.sessions));
        let has_data = !self.days.is_empty();
        let summary = if has_data { format!("{sum}, {dates}") } else { sum };
        canvas.text(&summary, (PLOT.0, 48), Align::Left);
        draw_legend(&mut canvas, &series);
        let heights: Vec<i128> =
            (0..buckets.count()).map(|at| series.iter().map(|one| one.tokens[at]).sum()).collect();
        let top = draw_scale(&mut canvas, heights.iter().copied().max().unwrap_or(0));
        for place in 0..buckets.count() {
            draw_bar(&mut canvas, &series, place, buckets.count(), top);
        }
        draw_dates(&mut canvas, &buckets);
        if total == 0 {
            let middle = (i32::midpoint(PLOT.0, PLOT.2), i32::midpoint(PLOT.1, PLOT.3));
            canvas.text("No tokens", middle, Align::Center);
        }
        canvas.finish()
    }
}

/// Names the series with their colours and totals, in lines from left to right.
fn draw_legend(canvas: &mut Canvas, series: &[Series<'_>]) {
    let (mut x, y) = (PLOT.0, 78);
    for one in series {
        let text = format!("{} {}", super::format::cut(one.name, 20), compact(one.total()));
        canvas.rect((x, y - 6), (x + 12, y + 6), one.color, 1.0);
        canvas.text(&text, (x + 18, y), Align::Left);
        // No font is at hand to measure the text with.
        let columns = i32::try_from(super::format::width(&text)).unwrap_or(0);
        x += 18 + columns * 8 + 16;
    }
}

/// Draws the lines and labels of the vertical axis, and returns its upper end.
fn draw_scale(canvas: &mut Canvas, most: i128) -> i128 {
    let step = step(most);
    let lines = (most.max(1) + step - 1) / step;
    let top = lines * step;
    for line in 0..=lines {
        let y = PLOT.3 - pixels(line * step, top, PLOT.3 - PLOT.1);
        canvas.rect((PLOT.0, y), (PLOT.2, y + 1), INK, if line == 0 { 0.8 } else { 0.25 });
        canvas.text(&compact(line * step), (PLOT.0 - 10, y), Align::Right);
    }
    top
}

/// Returns the distance of two lines, so that there are at most five above the lowest: 1, 2 or 5, and
/// zeros.
fn step(most: i128) -> i128 {
    let mut power = 1;
    loop {
        if let Some(factor) = [1, 2, 5].into_iter().find(|factor| most <= factor * power * 5) {
            return factor * power;
        }
        power *= 10;
    }
}

/// Returns the height in pixels of `value` where `top` has the height `height`.
fn pixels(value: i128, top: i128, height: i32) -> i32 {
    let scaled = (value * i128::from(height) + top / 2) / top.max(1);
    i32::try_from(scaled).unwrap_or(height)
}

/// Returns the left and right end of a bucket.
fn ends(place: usize, count: usize) -> (i32, i32) {
    let at = |place: usize| {
        let (place, count) = (i128::try_from(place), i128::try_from(count));
        PLOT.0 + pixels(place.unwrap_or(0), count.unwrap_or(1), PLOT.2 - PLOT.0)
    };
    (at(place), at(place + 1))
}

/// Draws one bar, the first series at the bottom.
fn draw_bar(canvas: &mut Canvas, series: &[Series<'_>], place: usize, count: usize, top: i128) {
    let (left, right) = ends(place, count);
    let gap = if right - left >= 8 { (right - left) / 8 } else { i32::from(right - left >= 3) };
    let middle = i32::midpoint(left, right);
    let (left, right) =
        ((left + gap).max(middle - WIDEST_BAR / 2), (right - gap).min(middle + WIDEST_BAR / 2));
    let (mut sum, mut below) = (0, PLOT.3);
    for one in series {
        sum += one.tokens[place];
        let mut y = PLOT.3 - pixels(sum, top, PLOT.3 - PLOT.1);
        if y == below {
            if below < PLOT.3 || one.tokens[place] == 0 {
                continue;
            }
            // The smallest bar is seen too.
            y = below - 1;
        }
        // A line of background between two parts of a bar.
        let seam = i32::from(below < PLOT.3 && below - y > 3);
        canvas.rect((left, y), (right, below - seam), one.color, 1.0);
        below = y;
    }
}

/// Draws the labels of the horizontal axis, with the year below where it begins.
fn draw_dates(canvas: &mut Canvas, buckets: &Buckets) {
    for (place, label, year) in buckets.labels(MOST_LABELS) {
        let (left, right) = ends(place, buckets.count());
        let x = i32::midpoint(left, right);
        canvas.rect((x, PLOT.3 + 1), (x + 1, PLOT.3 + 5), INK, 0.8);
        canvas.text(&label, (x, PLOT.3 + 18), Align::Center);
        if let Some(year) = year {
            canvas.text(&year, (x, PLOT.3 + 36), Align::Center);
        }
    }
}

#[cfg(test)]
mod tests;
