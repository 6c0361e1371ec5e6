//! The door between the page and the engine: numbers and byte ranges, nothing else.
//!
//! The page asks for memory with [`alloc`], writes bytes there and hands them over; texts come back as a length (four
//! bytes) and UTF-8. One engine per page; `open` replaces it.

use atalaya::search::ask::{Ask, Engine, Trouble};
use atalaya::search::wire::BlockId;
use std::cell::RefCell;

thread_local! {
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

unsafe extern "C" {
    fn __wasm_call_ctors();
}

/// Memory for bytes that the page hands over.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// The bytes the page wrote into memory from [`alloc`].
///
/// # Safety
/// `at` must come from `alloc(length)` and be handed over once.
unsafe fn taken(at: *mut u8, length: usize) -> Box<[u8]> {
    unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(at, length)) }
}

/// A text for the page; freed with [`free`].
fn given(text: &str) -> *mut u8 {
    let mut bytes = (text.len() as u32).to_le_bytes().to_vec();
    bytes.extend_from_slice(text.as_bytes());
    Box::into_raw(bytes.into_boxed_slice()).cast()
}

/// Frees a text that was given to the page.
///
/// # Safety
/// `at` must come from this library, with its whole length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free(at: *mut u8, length: usize) {
    drop(unsafe { taken(at, length) });
}

/// Opens an index; 0 when all is well.
///
/// # Safety
/// `at` must come from `alloc(length)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open(at: *mut u8, length: usize) -> i32 {
    let bytes = unsafe {
        __wasm_call_ctors();
        taken(at, length)
    };
    let opened = Engine::open(&bytes).ok();
    let code = i32::from(opened.is_none());
    ENGINE.with_borrow_mut(|engine| *engine = opened);
    code
}

/// Hands over a fetched block; 0 when it is whole.
///
/// # Safety
/// `at` must come from `alloc(length)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn put(file: u32, block: u32, at: *mut u8, length: usize) -> i32 {
    let bytes = unsafe { taken(at, length) };
    ENGINE.with_borrow(|engine| match engine {
        Some(engine) => i32::from(engine.put(BlockId { file, block }, &bytes).is_err()),
        None => 1,
    })
}

/// What the index is about, in a language, as JSON.
///
/// # Safety
/// `at` must come from `alloc(length)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn about(at: *mut u8, length: usize) -> *mut u8 {
    let language = unsafe { taken(at, length) };
    let language = String::from_utf8_lossy(&language);
    ENGINE.with_borrow(|engine| given(&engine.as_ref().map_or("{}".into(), |e| e.manifest().about(&language))))
}

/// Answers an address: JSON, or `!` for a damaged index, or `?` and the names of the blocks that are missing.
///
/// # Safety
/// `at` must come from `alloc(length)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ask(at: *mut u8, length: usize) -> *mut u8 {
    let address = unsafe { taken(at, length) };
    let ask = Ask::read(&String::from_utf8_lossy(&address));
    ENGINE.with_borrow(|engine| {
        let Some(engine) = engine else { return given("!") };
        match engine.ask(&ask) {
            Ok(answer) => given(&answer.json()),
            Err(Trouble::Broken) => given("!"),
            Err(Trouble::Missing) => given(&missing(&engine.wanted())),
        }
    })
}

fn missing(wanted: &[BlockId]) -> String {
    let mut out = String::from("?");
    for id in wanted {
        out.push_str(&id.name());
        out.push(' ');
    }
    out
}

/// Tantivy's identifiers want randomness when they are made; reading makes none.
#[unsafe(no_mangle)]
unsafe extern "Rust" fn __getrandom_v03_custom(at: *mut u8, length: usize) -> Result<(), getrandom::Error> {
    for i in 0..length {
        unsafe { *at.add(i) = 0x5a };
    }
    Ok(())
}
