//! Looks through text many bytes at a time.

/// How many bytes are looked at together.
const TOGETHER: usize = 16;

/// The place of the first byte that is wanted. A test per byte that ends the search keeps the compiler from looking at
/// several at once; so whole stretches are passed over first.
#[inline]
pub(super) fn first(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let (stretches, _) = bytes.as_chunks::<TOGETHER>();
    let any = |stretch: &[u8; TOGETHER]| stretch.iter().fold(false, |any, byte| any | wanted(*byte));
    let passed = TOGETHER * stretches.iter().take_while(|stretch| !any(stretch)).count();
    bytes[passed..].iter().position(|byte| wanted(*byte)).map(|at| passed + at)
}

#[cfg(test)]
mod tests {
    #[test]
    fn finds_the_first_wherever_it_stands() {
        for length in 0..50 {
            let mut text = vec![b'a'; length];
            assert_eq!(super::first(&text, |byte| byte == b'<'), None);
            for at in (0..length).rev() {
                text[at] = b'<';
                assert_eq!(super::first(&text, |byte| byte == b'<'), Some(at));
            }
        }
    }
}
