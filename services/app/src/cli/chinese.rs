//! The command line in Chinese: clap's own headings and errors are English.

use std::{ffi::OsString, fmt::Write, process::ExitCode};

use clap::{
    Parser,
    error::{ContextKind, ContextValue, Error, ErrorKind},
};

use super::Cli;
use crate::failure::is_chinese;

/// What clap writes into its helps, and what is shown instead.
const WORDS: [(&str, &str); 15] = [
    ("Usage: ", "用法："),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    ("Print this message or the help of the given subcommand(s)", "显示本说明，或某一命令的说明"),
    ("Print help for the subcommand(s)", "显示某一命令的说明"),
    ("Print help (see more with '--help')", "显示说明"),
    ("Print help (see a summary with '-h')", "显示说明"),
    ("Print help", "显示说明"),
    ("Print version", "显示版本"),
    ("[default: ", "[默认："),
    ("[env: ", "[环境变量："),
    ("[OPTIONS]", "[选项]"),
    ("[COMMAND]", "[命令]"),
    ("<COMMAND>", "<命令>"),
];

/// The command, or how the process ends without one: a help, a version, or what is wrong with the line.
pub fn read(line: impl IntoIterator<Item = OsString>) -> Result<Cli, ExitCode> {
    Cli::try_parse_from(line).map_err(|error| {
        let text = words(&error);
        if error.use_stderr() {
            eprintln!("{}", text.trim_end());
        } else {
            println!("{}", text.trim_end());
        }
        ExitCode::from(if error.use_stderr() { 2 } else { 0 })
    })
}

fn words(error: &Error) -> String {
    use ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    if matches!(error.kind(), DisplayHelp | DisplayVersion | DisplayHelpOnMissingArgumentOrSubcommand) {
        return translated(error.render().to_string());
    }
    let mut text = wrong(error);
    if let Some(near) = suggested(error) {
        let _written = write!(text, "是否要用 {near}？");
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let _written = write!(text, "\n\n{}", translated(usage.to_string()));
    }
    text + "\n\n加 --help 查看说明。"
}

fn translated(text: String) -> String {
    WORDS.iter().fold(text, |text, (theirs, ours)| text.replace(theirs, ours))
}

/// What is wrong, with the argument's name.
fn wrong(error: &Error) -> String {
    let said = |kind| error.get(kind).map(shown).unwrap_or_default();
    let (argument, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令。", said(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "还须写明命令。".to_owned(),
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个选项或参数。"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面缺少值。"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            let why = if is_chinese(&why) { format!("：{why}") } else { String::new() };
            format!("{argument} 的值“{value}”不正确{why}。")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}。"),
        ErrorKind::ArgumentConflict => match said(ContextKind::PriorArg) {
            prior if prior == argument || prior.is_empty() => format!("{argument} 只能写一次。"),
            prior => format!("{argument} 不能与 {prior} 同时使用。"),
        },
        ErrorKind::InvalidUtf8 => "命令行中有不是 UTF-8 的文字。".to_owned(),
        _ => format!("{argument} 的写法不正确。"),
    }
}

fn suggested(error: &Error) -> Option<String> {
    [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg]
        .into_iter()
        .find_map(|kind| error.get(kind))
        .map(shown)
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
        }
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::*;

    fn said(line: &str) -> String {
        let line = line.split(' ').map(str::to_owned);
        words(&Cli::try_parse_from(line).expect_err("no such line"))
    }

    fn every(command: &Command, path: &str, with: &mut impl FnMut(&Command, &str)) {
        let path = format!("{path} {}", command.get_name());
        with(command, path.trim());
        for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
            every(sub, &path, with);
        }
    }

    #[test]
    fn every_command_and_argument_is_explained_in_chinese() {
        every(&Cli::command(), "", &mut |command, path| {
            assert!(command.get_about().is_some_and(|about| is_chinese(&about.to_string())), "{path}");
            for argument in command.get_arguments() {
                let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(is_chinese(&help), "{path} {}", argument.get_id());
            }
            let help = said(&format!("{path} --help"));
            for english in ["Usage", "Options", "Print", "default:", "Commands", "Arguments"] {
                assert!(!help.contains(english), "{help}");
            }
        });
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said_with_its_name() {
        for (line, what) in [
            ("suiji upp", "没有“upp”这个命令。是否要用 up？"),
            ("suiji up --dta x", "没有“--dta”这个选项或参数。是否要用 --data？"),
            ("suiji up --data", "--data <DATA> 后面缺少值。"),
            ("suiji up --listen here", "--listen <LISTEN> 的值“here”不正确：应为 IP 地址和端口"),
            ("suiji up --clock yesterday", "--clock <CLOCK> 的值“yesterday”不正确：应为带时区的时刻"),
            ("suiji workday add 2026-02-30 5", "<DATE> 的值“2026-02-30”不正确：应为存在的日期"),
            ("suiji workday add 2026-03-02 -5", "没有“-5”这个选项或参数。"),
            ("suiji workday add 2026-03-02 99999999999", "<DAYS> 的值“99999999999”不正确：应为整数"),
            ("suiji workday list 99999", "<YEAR> 的值“99999”不正确：应为 1950 至 2999 之间的年份"),
            ("suiji rehearse", "缺少 --objects <OBJECTS>。"),
            ("suiji rehearse --objects a --rate 101%", "--rate <RATE> 的值“101%”不正确：应为百分比"),
            ("suiji rehearse --objects a --objects b", "--objects <OBJECTS> 只能写一次。"),
            ("suiji rehearse --record a --url b", "--record <RECORD> 不能与 --url <URL> 同时使用。"),
            ("suiji draw verify", "缺少 <DIR>。"),
        ] {
            let text = said(line);
            assert!(text.starts_with(what), "{line}: {text}");
            assert!(!text.contains("Usage") && text.contains("--help"), "{text}");
        }
    }
}
