//! What smarthands is measured against: the least that its input or its output costs.
//!
//! Each runs as a process of its own, as smarthands does, so that both pay for their start and end.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Subcommand;
use csv::{ReaderBuilder, Terminator, WriterBuilder};
use rayon::prelude::*;

use crate::Result;

/// How many files of each thread are worked on together, as smarthands does it.
const WINDOW_PER_THREAD: usize = 64;
const CHUNK: u64 = 256 << 10;
/// How many records of a CSV stand for all of it.
const SAMPLE: usize = 4_096;

#[derive(Subcommand)]
pub(crate) enum Role {
    /// Read the files of a list
    #[command(hide = true)]
    Read { list: PathBuf, threads: usize },
    /// Read the files of a list, and parse each into a TOML document
    #[command(hide = true)]
    Parse { list: PathBuf, threads: usize },
    /// Write as many bytes as a CSV has
    #[command(hide = true)]
    Copy { like: PathBuf, to: PathBuf },
    /// Write as many records as a CSV has, cell by cell, each figure from a whole number
    #[command(hide = true)]
    Cells { like: PathBuf, records: usize, to: PathBuf },
}

impl Role {
    pub(crate) fn play(&self) -> Result<()> {
        match self {
            Self::Read { list, threads } => over(list, *threads, read),
            Self::Parse { list, threads } => over(list, *threads, parse),
            Self::Copy { like, to } => copy(like, to),
            Self::Cells { like, records, to } => cells(like, *records, to),
        }
    }
}

fn over(list: &Path, threads: usize, work: fn(&str, &mut Vec<u8>) -> Result<usize>) -> Result<()> {
    let list = std::fs::read_to_string(list)?;
    let paths: Vec<&str> = list.lines().collect();
    let bytes: usize = if threads == 1 {
        let mut buffer = Vec::new();
        paths.iter().map(|path| work(path, &mut buffer)).sum::<Result<usize>>()?
    } else {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        let windows = paths.chunks(threads * WINDOW_PER_THREAD).map(|window| {
            pool.install(|| {
                window.par_iter().map_init(Vec::new, |buffer, path| work(path, buffer)).sum::<Result<usize>>()
            })
        });
        windows.sum::<Result<usize>>()?
    };
    if bytes == 0 { Err("nothing was read".into()) } else { Ok(()) }
}

fn read(path: &str, buffer: &mut Vec<u8>) -> Result<usize> {
    buffer.clear();
    Ok(File::open(path)?.read_to_end(buffer)?)
}

fn parse(path: &str, buffer: &mut Vec<u8>) -> Result<usize> {
    let bytes = read(path, buffer)?;
    let text = str::from_utf8(buffer)?;
    std::hint::black_box(toml::de::DeTable::parse(text)?);
    Ok(bytes)
}

/// Its first piece stands for the rest, so that reading it costs next to nothing.
fn copy(like: &Path, to: &Path) -> Result<()> {
    let mut left = std::fs::metadata(like)?.len();
    let mut chunk = Vec::new();
    File::open(like)?.take(CHUNK).read_to_end(&mut chunk)?;
    let mut to = File::create(to)?;
    while left > 0 {
        let length = usize::try_from(left)?.min(chunk.len());
        to.write_all(&chunk[..length])?;
        left -= length as u64;
    }
    Ok(())
}

enum Cell {
    Text(String),
    Figure { digits: u64, is_negative: bool, places: usize },
}

impl Cell {
    fn new(text: &str) -> Self {
        let (is_negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        match format!("{whole}{fraction}").parse() {
            Ok(digits) => Self::Figure { digits, is_negative, places: fraction.len() },
            Err(_) => Self::Text(text.to_owned()),
        }
    }
}

fn cells(like: &Path, records: usize, to: &Path) -> Result<()> {
    let mut reader = ReaderBuilder::new().has_headers(false).from_path(like)?;
    let mut sample = Vec::new();
    for record in reader.records().take(SAMPLE + 1) {
        sample.push(record?.iter().map(Cell::new).collect::<Vec<_>>());
    }
    let (head, sample) = sample.split_first().ok_or("nothing to write")?;
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::Any(b'\n'))
        .buffer_capacity(64 << 10)
        .from_writer(File::create(to)?);
    for record in std::iter::once(head).chain(sample.iter().cycle().take(records)) {
        for cell in record {
            match cell {
                Cell::Text(text) => writer.write_field(text)?,
                Cell::Figure { digits, is_negative, places } => {
                    let mut room = [0; 24];
                    writer.write_field(figure(*digits, *is_negative, *places, &mut room))?;
                }
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(writer.flush()?)
}

/// The digits of a figure, written from the last to the first. 24 places hold 20 digits, a point and a sign; a
/// fraction longer than the room is cut.
fn figure(mut digits: u64, is_negative: bool, places: usize, room: &mut [u8; 24]) -> &[u8] {
    let mut at = room.len();
    let mut written = 0;
    while digits > 0 || written <= places {
        if written == places && places > 0 {
            at -= 1;
            room[at] = b'.';
        }
        if at < 3 {
            break;
        }
        at -= 1;
        room[at] = b'0' + u8::try_from(digits % 10).unwrap_or(0);
        digits /= 10;
        written += 1;
    }
    if is_negative {
        at -= 1;
        room[at] = b'-';
    }
    &room[at..]
}
