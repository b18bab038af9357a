//! What kinds of files are evidence, and how each begins.

/// Whether the content is what its media type says; `None` where that type is no evidence.
pub fn is_what_it_says(media_type: &str, content: &[u8]) -> Option<bool> {
    let starts = |with: &[u8]| content.starts_with(with);
    let riff = |kind: &[u8]| starts(b"RIFF") && content.get(8..12) == Some(kind);
    Some(match media_type {
        "image/jpeg" => starts(&[0xff, 0xd8, 0xff]),
        "image/png" => starts(b"\x89PNG\r\n\x1a\n"),
        "image/webp" => riff(b"WEBP"),
        "application/pdf" => starts(b"%PDF-"),
        "audio/wav" => riff(b"WAVE"),
        // A tag before the sound, or a frame at once: eleven bits set.
        "audio/mpeg" => starts(b"ID3") || matches!(content, [0xff, second, ..] if second & 0xe0 == 0xe0),
        "video/mp4" => content.get(4..8) == Some(b"ftyp".as_slice()),
        // In whatever encoding it was written; no text holds a zero byte.
        "text/plain" => !content.contains(&0),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLES: [(&str, &[u8]); 8] = [
        ("image/jpeg", &[0xff, 0xd8, 0xff, 0xe0]),
        ("image/png", b"\x89PNG\r\n\x1a\n\0"),
        ("image/webp", b"RIFF\x04\0\0\0WEBPVP8 "),
        ("application/pdf", b"%PDF-1.7"),
        ("audio/wav", b"RIFF\x04\0\0\0WAVEfmt "),
        ("audio/mpeg", b"ID3\x04"),
        ("video/mp4", b"\0\0\0\x18ftypmp42"),
        ("text/plain", "现场笔录".as_bytes()),
    ];

    #[test]
    fn each_kind_is_known_by_its_beginning_and_no_other_passes_for_it() {
        for (media_type, own) in SAMPLES {
            for (other, content) in SAMPLES {
                // Some files happen to be text as well.
                if media_type != "text/plain" || other == media_type {
                    let same = content == own;
                    assert_eq!(is_what_it_says(media_type, content), Some(same), "{other} as {media_type}");
                }
            }
        }
        assert_eq!(is_what_it_says("audio/mpeg", &[0xff, 0xfb, 0x90]), Some(true));
        assert_eq!(is_what_it_says("text/plain", &[0xb0, 0xa1]), Some(true));
        assert_eq!(is_what_it_says("text/plain", b"PK\x03\x04\0"), Some(false));
    }

    #[test]
    fn what_runs_in_a_browser_is_no_evidence() {
        for media_type in ["text/html", "image/svg+xml", "application/javascript", ""] {
            assert_eq!(is_what_it_says(media_type, b"<svg/>"), None);
        }
    }
}
