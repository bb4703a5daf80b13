"""What actions, stages and faults are called on screen (用语)."""

from __future__ import annotations

from zhiquan.basics.words import Words

ACTIONS: dict[str, Words] = {
    "account.signed_in": Words("登录", "signed in"),
    "account.signed_out": Words("退出", "signed out"),
    "account.refused": Words("登录被拒", "sign-in refused"),
    "account.code_refused": Words("动态口令不对", "time code refused"),
    "account.factor_set": Words("启用动态口令", "time code set up"),
    "account.factor_dropped": Words("取消动态口令", "time code dropped"),
    "account.made": Words("新建账号", "account made"),
    "account.changed": Words("改账号", "account changed"),
    "account.password_given": Words("发初始口令", "first password given"),
    "account.password_changed": Words("换口令", "password changed"),
    "account.unlocked": Words("解锁", "account unlocked"),
    "account.demo_made": Words("建演示账号", "demo accounts made"),
    "token.made": Words("新建接口令牌", "API token made"),
    "token.revoked": Words("撤销接口令牌", "API token revoked"),
    "token.refused": Words("接口令牌被拒", "API token refused"),
    "api.exported": Words("经接口导出", "exported through the API"),
    "job.asked": Words("提交作业", "job asked for"),
    "job.stopped": Words("停止作业", "job stopped"),
    "job.repeated": Words("重试作业", "job repeated"),
    "import.uploaded": Words("上传文件", "file sent in"),
    "import.loaded": Words("入库", "loaded"),
    "import.undone": Words("撤回批次", "batch taken back"),
    "review.decided": Words("复核判定", "decided"),
    "review.undone": Words("撤回判定", "decision taken back"),
    "plan.uploaded": Words("上传规划文件", "plan document sent in"),
    "plan.adopted": Words("采用规划", "plan taken into use"),
    "board.published": Words("发布看板", "board published"),
    "board.verified": Words("复核发布", "publication verified"),
    "board.bundled": Words("导出证据包", "evidence bundle made"),
    "rights.exported": Words("导出清单", "list exported"),
    "search.exported": Words("导出检索结果", "search hits exported"),
    "figure.exported": Words("导出指标明细", "figure's rows exported"),
    "party.read": Words("查看主体", "party read"),
    "line.read": Words("查看原始行", "source line read"),
    "question.asked": Words("收到公众来件", "question received"),
    "question.answered": Words("答复公众来件", "question answered"),
    "question.taken": Words("接手来件", "question taken on"),
    "question.read": Words("查看来件联系方式", "contact of a question read"),
    "import.repaired": Words("改行", "rows repaired"),
    "import.repair_taken": Words("下载待修行", "repair file taken"),
    "import.mapping_kept": Words("保存列对应", "column mapping kept"),
    "import.discarded": Words("放弃导入", "import discarded"),
    "plan.edited": Words("改规划草稿", "plan draft edited"),
    "board.exported": Words("导出看板", "board exported"),
    "question.erased": Words("按期删除来件联系方式", "contact of a question erased"),
    "plan.saved": Words("保存规划草稿", "draft plan saved"),
    "plan.dropped": Words("删去规划草稿", "draft plan deleted"),
    "work.exported": Words("导出任务表", "duties exported"),
    "duty.proved": Words("证实任务", "duty proved"),
    "duty.unproved": Words("撤回任务证据", "proof of a duty taken back"),
    "duty.urged": Words("催办任务", "duty urged"),
    "score.objected": Words("提出考核异议", "objection raised"),
    "score.answered": Words("答复考核异议", "objection answered"),
    "sheet.filled": Words("导出报表", "report exported"),
    "file.checked": Words("核验文件", "file checked"),
    "feed.made": Words("做日历订阅地址", "calendar feed made"),
    "feed.revoked": Words("撤销日历订阅地址", "calendar feed revoked"),
    "meeting.recorded": Words("记录会议决定", "meeting recorded"),
    "audit.digest": Words("更换审计链的摘要算法", "digest of the audit chain changed"),
    "backup.made": Words("做备份", "back-up made"),
    "backup.restored": Words("从备份恢复", "restored from a back-up"),
    "snapshot.import": Words("写入登记库：导入", "register written: import"),
    "snapshot.decision": Words("写入登记库：判定", "register written: decision"),
    "snapshot.entry": Words("写入登记库：补录", "register written: entry"),
    "snapshot.undo": Words("写入登记库：撤回", "register written: undo"),
    "snapshot.rebuild": Words("写入登记库：重建", "register written: rebuild"),
    "snapshot.publish": Words("写入登记库：发布", "register written: publication"),
    "snapshot.create": Words("建立登记库", "register made"),
    "snapshot.upgrade": Words("写入登记库：升级", "register written: upgrade"),
    "export": Words("命令行导出", "exported by command"),
    "bundle": Words("命令行导出证据包", "bundle made by command"),
    "prune": Words("清理旧快照", "old snapshots pruned"),
}
"""Actions of the audit trail."""

SOURCES: dict[str, Words] = {
    "site": Words("网站", "site"),
    "register": Words("登记库", "register"),
    "command": Words("命令行", "command line"),
}
"""Where a line of the trail comes from."""

BREAKS: dict[str, Words] = {
    "changed": Words("内容被改动", "was changed"),
    "missing": Words("缺失", "is missing"),
    "added": Words("多出", "was added"),
    "unrecorded": Words("登记库的写入没有审计行", "the register was written without a line"),
}
"""What can be wrong with the chain."""

STAGES: dict[str, Words] = {
    "rows": Words("读入行", "rows"),
    "rights": Words("推导权利", "rights derived"),
    "parties": Words("整理主体", "parties"),
    "tables": Words("计算摘要", "tables"),
    "reading": Words("读取文件", "reading the file"),
    "figures": Words("计算指标", "figures"),
    "forecast": Words("预测", "forecast"),
    "writing": Words("写出文件", "writing the file"),
}
"""Stages of jobs."""
