//! The command line. `chinese` puts clap's own words into Chinese; every command and option has its line here.

mod chinese;
mod values;

use std::{net::SocketAddr, path::PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Args, Parser, Subcommand};
use kernel::ids::DrawId;
use sortition::encoding::Hash;

pub use chinese::read;

use crate::rehearse::Rate;

/// 随机：部门联合“双随机、一公开”监管系统
#[derive(Debug, Parser)]
#[command(name = "suiji", version, about, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// 单进程运行全部服务（SQLite，无需安装其他软件）
    Up(Up),
    /// 按配置运行指定服务（Postgres 与 NATS）
    Serve(Serve),
    /// 更新数据库结构与事件流
    Migrate(Migrate),
    /// 用真实名录演练一次完整的联合抽查，并检查应当成立的规则
    Rehearse(Rehearse),
    /// 在运行中的系统上按固定速率形成检查结果，用于测量移送时延
    #[command(hide = true)]
    Load(Load),
    /// 工作日计算
    #[command(subcommand)]
    Workday(Workday),
    /// 抽取结果核验
    #[command(subcommand)]
    Draw(Draw),
    /// 抽取参与方在自己的电脑上产生随机数（不联网）
    #[command(subcommand)]
    Party(Party),
    /// 打印 OpenAPI 接口说明
    Openapi {
        /// 服务名；不指定时打印全部服务的说明
        service: Option<String>,
    },
    /// 打印 AsyncAPI 事件说明
    Asyncapi,
    /// 管理员初始化
    #[command(subcommand)]
    Admin(Admin),
    /// 查看与检查设置
    #[command(subcommand)]
    Config(Config),
    /// 调整单进程模式的时钟
    #[command(subcommand)]
    Clock(Clock),
}

#[derive(Debug, Args)]
pub struct Up {
    /// 数据目录
    #[arg(long, default_value = "data")]
    pub data: PathBuf,
    /// 监听地址
    #[arg(long, default_value = "127.0.0.1:8100", value_parser = values::address)]
    pub listen: SocketAddr,
    /// 从这一时刻开始计时，例如 2026-03-02T09:00:00+08:00
    #[arg(long, value_parser = values::moment)]
    pub clock: Option<DateTime<FixedOffset>>,
    /// 配置文件
    #[arg(long)]
    pub config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Serve {
    /// 服务名，逗号分隔；all 表示全部
    #[arg(long, value_delimiter = ',', required_unless_present = "list_targets")]
    pub target: Vec<String>,
    /// 配置文件
    #[arg(long)]
    pub config: Option<PathBuf>,
    /// 列出全部服务
    #[arg(long)]
    pub list_targets: bool,
}

#[derive(Debug, Args)]
pub struct Migrate {
    /// 服务名，逗号分隔；all 表示全部
    #[arg(long, value_delimiter = ',', required = true)]
    pub target: Vec<String>,
    /// 配置文件
    #[arg(long)]
    pub config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Rehearse {
    /// 检查对象文件（CSV 或 XLSX）
    #[arg(long, required_unless_present = "record")]
    pub objects: Option<PathBuf>,
    /// 执法检查人员文件（CSV 或 XLSX）；不指定时使用三个演练部门
    #[arg(long)]
    pub inspectors: Option<PathBuf>,
    /// 运行中的系统的地址；不指定时自行启动单进程系统
    #[arg(long)]
    pub url: Option<String>,
    /// 演练令牌
    #[arg(long, env = "SUIJI_REHEARSAL_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// 抽取比例
    #[arg(long, default_value = "5%")]
    pub rate: Rate,
    /// 随机种子；不指定时随机选取并打印
    #[arg(long, value_parser = values::number::<u64>)]
    pub seed: Option<u64>,
    /// 报告目录：网页、演练记录、各次抽取的凭证
    #[arg(long)]
    pub report: Option<PathBuf>,
    /// 重新检查已保存的演练记录（record.json），不运行系统
    #[arg(long, conflicts_with_all = ["objects", "url"])]
    pub record: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Load {
    /// 检查对象文件（CSV 或 XLSX）
    #[arg(long)]
    pub objects: PathBuf,
    /// 运行中的系统的地址
    #[arg(long)]
    pub url: String,
    /// 演练令牌
    #[arg(long, env = "SUIJI_REHEARSAL_TOKEN", hide_env_values = true)]
    pub token: String,
    /// 抽取比例；抽中的户数须够形成全部结果
    #[arg(long)]
    pub rate: Rate,
    /// 每秒形成的结果数
    #[arg(long, default_value_t = 50)]
    pub per_second: u32,
    /// 持续秒数
    #[arg(long, default_value_t = 60)]
    pub seconds: u32,
    /// 随机种子
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// 输出目录：准备完毕后写 departments.json，从标准输入读到一行后开始，结束后写 formed.json
    #[arg(long)]
    pub out: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum Workday {
    /// 计算某日之后第 N 个工作日
    Add {
        /// 起算日，不计入，例如 2026-03-02
        #[arg(value_parser = values::date)]
        date: NaiveDate,
        /// 工作日数
        #[arg(value_parser = values::number::<u32>)]
        days: u32,
    },
    /// 列出一年的工作日；尚无放假安排通知的，注明 provisional
    List {
        /// 年份，例如 2026
        #[arg(value_parser = values::year)]
        year: i32,
    },
}

#[derive(Debug, Subcommand)]
pub enum Draw {
    /// 核验抽取凭证目录：0 成立，1 不成立，2 不完整或尚未公开
    Verify {
        /// 凭证目录，即公开凭证的全部文件所在的目录
        dir: PathBuf,
        /// 受信任的公钥文件
        #[arg(long)]
        trust: Option<PathBuf>,
        /// 按这一日判断密封的结果是否已到公开期限；不指定时为今天
        #[arg(long, value_parser = values::date)]
        date: Option<NaiveDate>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Party {
    /// 产生随机数，存入备份文件，并打印承诺值
    Promise {
        /// 抽取的编号，见参与方页面
        #[arg(long, value_parser = values::draw)]
        draw: DrawId,
        /// 开启摘要，64 位十六进制字符，见参与方页面
        #[arg(long, value_parser = values::hash)]
        open: Hash,
        /// 参与方代号，见参与方页面
        #[arg(long)]
        party: String,
        /// 备份文件，不得已存在；公开随机数时需要它
        #[arg(long)]
        out: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub enum Admin {
    /// 生成首位管理员的一次性登记码
    Init {
        /// 配置文件
        #[arg(long)]
        config: Option<PathBuf>,
        /// 单进程模式的数据目录
        #[arg(long)]
        data: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Config {
    /// 检查设置
    Check {
        /// 配置文件
        #[arg(long)]
        config: Option<PathBuf>,
    },
    /// 打印生效的设置，密钥隐去
    Print {
        /// 配置文件
        #[arg(long)]
        config: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Clock {
    /// 向前拨动，例如 7d、12h、30m
    Advance {
        /// 时长：数字加单位，d 天、h 时、m 分、s 秒
        by: String,
        /// 单进程系统的数据目录
        #[arg(long, default_value = "data")]
        data: PathBuf,
    },
}
