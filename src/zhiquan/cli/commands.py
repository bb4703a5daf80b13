"""The commands of the program: where each lies, and the line that lists it (命令目录).

The line stands here as well as in the command, so that the list is shown without loading every command.
"""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    "check-number": (
        "zhiquan.cli.check_number:check_number",
        "Check one number of a KIND, or with - one per line of the input 核对号码",
    ),
    "due": ("zhiquan.cli.due:due", "Last day of a legal period, explained 期限届满日及理由"),
    "knowledge": (
        "zhiquan.cli.knowledge:knowledge",
        "Data files of law, events, fees, terms, codes and holidays 法律与规则数据",
    ),
    "import": (
        "zhiquan.cli.import_files:import_files",
        "Load FILES of any format, each as one batch; a bad row is left out and explained 导入文件",
    ),
    "template": (
        "zhiquan.cli.template:template",
        "Write an XLSX sheet of one KIND to fill in and import 生成导入模板",
    ),
    "rights": ("zhiquan.cli.rights:rights", "List rights with their legal status on a day 列出权利及其某日的法律状态"),
    "show": (
        "zhiquan.cli.show:show",
        "Show a right or party by NUMBER in any spelling, id or full name 按号码、编号或名称查看",
    ),
    "search": (
        "zhiquan.cli.search:search",
        "Find rights, parties, services, clauses and figures by words and fields 检索",
    ),
    "export": (
        "zhiquan.cli.export:export",
        "Write a TABLE of the register to a .csv, .jsonl or .parquet file 导出一张表",
    ),
    "parties": (
        "zhiquan.cli.parties:parties",
        "List parties, those with most rights first; with a full name, how it is tied 列出主体",
    ),
    "quality": (
        "zhiquan.cli.quality:quality",
        "Count what is wrong in the register, or list the rows of one CHECK 数据质量",
    ),
    "review": ("zhiquan.cli.review:review", "List what a person should decide, and decide it 复核存疑的关联与地址"),
    "plan": ("zhiquan.cli.plan:plan", "Read policy documents and keep plans 规划的读入与确认"),
    "board": (
        "zhiquan.cli.board:board",
        "Show the targets of a plan: value, status, forecast, what closes the gap 规划看板",
    ),
    "figure": ("zhiquan.cli.figure:figure", "Show one indicator: value, parts, rows with file and line 查看一个指标"),
    "forecast": (
        "zhiquan.cli.forecast:forecast",
        "Forecast one indicator, ask what if, and see when the target is reached 预测与假设",
    ),
    "coverage": (
        "zhiquan.cli.coverage:coverage",
        "List every clause of a plan with the definitions that serve it 条款由什么承接",
    ),
    "duties": ("zhiquan.cli.work:duties", "List the duties of a plan with what evidence says of each 任务进展"),
    "organisation": (
        "zhiquan.cli.work:organisation",
        "List the units of a day as a tree, with splits and mergers 组织机构",
    ),
    "budget": (
        "zhiquan.cli.work:budget",
        "Show planned and spent by year and line, with the duties each line pays for 预算执行",
    ),
    "meetings": (
        "zhiquan.cli.work:meetings",
        "List what meetings of the leading group decided, and the duties it became 会议议定事项",
    ),
    "appraisal": ("zhiquan.cli.work:appraisal", "Appraise departments, towns and parks by evidence 绩效考核"),
    "sheet": (
        "zhiquan.cli.work:sheet",
        "Show a sheet of figures beside last year's, such as business_environment 指标表",
    ),
    "publish": (
        "zhiquan.cli.publication:publish",
        "Freeze the board under a snapshot; its digits never change again 发布看板",
    ),
    "publications": ("zhiquan.cli.publication:published", "List what was published 已发布的看板"),
    "verify": (
        "zhiquan.cli.publication:verify",
        "Recompute a publication on its snapshot, digit for digit; 1 when it differs 复核发布",
    ),
    "bundle": (
        "zhiquan.cli.publication:bundle",
        "Write an evidence bundle that an outsider can recompute without the register 导出证据包",
    ),
    "batches": ("zhiquan.cli.batches:batches", "List what was loaded, the last first 列出装载批次"),
    "undo": ("zhiquan.cli.batches:undo", "Take one BATCH back, as if it had never been loaded 撤销一个批次"),
    "snapshots": (
        "zhiquan.cli.snapshots:snapshots",
        "List the snapshots kept, the last first, and why each was made 列出快照",
    ),
    "digest": (
        "zhiquan.cli.snapshots:digest",
        "Content hash of every table: equal for equal content, whatever the order 各表内容摘要",
    ),
    "upgrade": (
        "zhiquan.cli.upkeep:upgrade",
        "Bring register and desk to this program's tables and definitions 升级登记库和工作库",
    ),
    "rebuild": ("zhiquan.cli.upkeep:rebuild", "Derive everything again from what was loaded 由原始观测重建"),
    "prune": (
        "zhiquan.cli.upkeep:prune",
        "Clear away old snapshots that nothing published names, and what killed writes left 清理旧快照",
    ),
}
"""Name of a command to ``module:attribute``, imported when the command runs, and the first line of its help."""

ADDED: dict[str, str] = {
    "accounts": "Accounts of the site 账号",
    "audit": "The audit trail 审计",
    "backup": "Back-up and restore of register and desk as one pair 备份与恢复",
    "database": "The desk's database: check it, move it to another 工作库",
    "demo": "Make a fictional district's files, import them and show what can be asked 演示导览",
    "mail": "Letters of what is new and what falls due 邮件提醒",
    "serve": "Serve the site and its background worker until interrupted 启动网站",
    "worker": "Do background jobs until interrupted 后台作业进程",
}
"""First lines of commands that other rooms of the product add; a command that has none here is loaded to be listed."""
