//! `suiji clock advance`: moves the embedded system's clock forward.

use std::{path::Path, process::ExitCode};

use serde_json::json;

use super::block_on;
use crate::{cli::Clock, embedded::control_file, failure::Failure};

pub fn run(arguments: Clock) -> Result<ExitCode, Failure> {
    let Clock::Advance { by, data } = arguments;
    let seconds =
        seconds(&by).ok_or_else(|| Failure(format!("“{by}”不是时长；请写成 7d、12h、30m 或 45s。")))?;
    // Legal time cannot be taken back, so that a digit too many must not cost the whole system.
    if seconds > MOST {
        return Err(Failure("一次最多向前拨动 1100 天；时钟不能拨回。".to_owned()));
    }
    block_on(async {
        let (base, token) = control(&data)?;
        let request = reqwest::Client::builder().no_proxy().build()?.post(format!("{base}/control/clock"));
        let response = request.bearer_auth(token).json(&json!({"seconds": seconds})).send().await?;
        println!("{}", response.error_for_status()?.text().await?);
        Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Three years, seconds.
const MOST: u64 = 1100 * 86_400;

fn control(data: &Path) -> Result<(String, String), Failure> {
    let text = std::fs::read_to_string(control_file(data))
        .map_err(|_| Failure(format!("{} 下没有正在运行的单进程系统。", data.display())))?;
    let mut lines = text.lines();
    match (lines.next(), lines.next()) {
        (Some(base), Some(token)) => Ok((base.to_owned(), token.to_owned())),
        _ => Err(Failure("控制文件不完整。".to_owned())),
    }
}

fn seconds(text: &str) -> Option<u64> {
    let unit = match text.chars().next_back()? {
        'd' => 86_400,
        'h' => 3_600,
        'm' => 60,
        's' => 1,
        _ => return None,
    };
    text[..text.len() - 1].parse::<u64>().ok()?.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_a_number_with_its_unit() {
        assert_eq!(seconds("7d"), Some(604_800));
        assert_eq!(seconds("90m"), Some(5_400));
        assert_eq!((seconds("7"), seconds("d"), seconds("-1d"), seconds("一天")), (None, None, None, None));
    }
}
