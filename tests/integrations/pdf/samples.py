"""One realistic notice of each kind N01 to N09. All names, numbers and telephones are made-up samples (样例)."""

import datetime as dt

from yichuang.integrations.pdf import Fields, Heading, Notes, NoticeDocument, Numbered, Paragraph, Table

HALL = "样例乡便民服务中心"
CLERK = (("受理窗口", "2号综合窗口"), ("经办人", "样例甲"), ("联系电话", "0000-0000001"))
PHONES = (("咨询电话", "0000-0000002"), ("监督投诉电话", "0000-0000003"))
MATERIALS = ("材料名称", "原件", "复印件", "备注")


def notice(kind: str, title: str, number: str, *sections, **changes) -> NoticeDocument:
    code = f"SY26-{kind}-7K3M"
    values = {
        "kind": kind,
        "title": title,
        "hall_name": HALL,
        "number": number,
        "addressee": "样例申请人",
        "issued_on": dt.date(2026, 7, 1),
        "sections": sections,
        "signers": CLERK,
        "seal_text": "（加盖印章）",
        "verify_url": f"https://hall.example/v/{code}",
        "verify_code": code,
        "phones": PHONES,
    }
    return NoticeDocument(**values | changes)


N01 = notice(
    "N01",
    "受理通知书",
    "样乡便受〔2026〕12号",
    Paragraph(text="您提出的下列申请，材料齐全、符合法定形式，本中心决定予以受理。办理时限自正式受理之日起计算。"),
    Fields(
        rows=(
            ("收件编号", "SY-2026-000012"),
            ("服务事项", "农村居民最低生活保障申请（样例）"),
            ("申请人", "样例申请人（身份证件号码 ****************12）"),
            ("正式受理时间", "2026年7月1日9时26分"),
            ("办结期限", "2026年7月21日17时30分前（20日）"),
        )
    ),
    Paragraph(text="已收到的材料："),
    Table(
        header=MATERIALS,
        rows=(
            ("申请书", "1", "0", "齐全"),
            ("居民身份证", "核验", "1", "原件当场退还"),
            ("居民户口簿", "核验", "1", "原件当场退还"),
            ("家庭收入和财产状况声明", "1", "0", "齐全"),
        ),
        widths=(7, 2, 2, 4),
    ),
    recipient_signature=True,
)
N02 = notice(
    "N02",
    "咨询件受理通知书",
    "样乡便咨〔2026〕3号",
    Paragraph(text="您于2026年7月1日在本中心咨询的事项，现答复如下："),
    Heading(text="一、咨询事项"),
    Paragraph(text="新生儿参加城乡居民基本医疗保险，如何办理登记，需要带哪些材料。"),
    Heading(text="二、答复内容"),
    Paragraph(
        text="新生儿出生后九十日内，由父母一方持户口簿和出生医学证明到本中心社会保障窗口办理参保登记。\n"
        "材料齐全的，当场办结；从出生之日起享受待遇。"
    ),
    Paragraph(text="如对答复仍有疑问，请联系经办人，我们将继续解答，直到您清楚为止。"),
)
N03 = notice(
    "N03",
    "补充件通知书",
    "样乡便补〔2026〕5号",
    Paragraph(
        text="您申请办理的“农村宅基地建房许可（样例）”，经当场审核，手续和材料尚不齐全。现将需要补充的内容一次性告知如下："
    ),
    Table(
        header=("序号", "需补充的手续或材料", "原因", "份数"),
        rows=(
            ("1", "村民会议讨论记录", "未提交", "原件1份"),
            ("2", "相邻户主意见书", "提交的一份缺少东侧邻户签名", "原件1份"),
            ("3", "家庭户口簿复印件", "复印件不清楚，无法辨认", "复印件1份"),
        ),
        widths=(1, 5, 6, 2),
    ),
    Paragraph(text="请备齐后交至样例乡便民服务中心一楼2号综合窗口。补齐之日本中心即予正式受理，不再要求补充其他材料。"),
    recipient_signature=True,
)
N04 = notice(
    "N04",
    "退回件通知书",
    "样乡便退〔2026〕1号",
    Paragraph(text="您申请办理的“农村宅基地建房许可（样例）”，经审核缺少主件，现予退回。"),
    Fields(
        rows=(
            ("退回类别", "缺少主件"),
            ("退回理由", "未提交《建房申请表》，无法确定申请人、用地位置和面积"),
            ("依据", "样例县乡镇便民服务中心办件管理制度第九十三条"),
            ("补救办法", "到2号综合窗口免费领取并填写《建房申请表》后重新申请，其余材料可继续使用"),
        )
    ),
    Notes(lines=("随本通知书退回材料：居民身份证复印件1份、户口簿复印件1份。",)),
    recipient_signature=True,
)
N05 = notice(
    "N05",
    "承诺件通知书",
    "样乡便诺〔2026〕8号",
    Paragraph(
        text="您申请的“农村危房改造补助（样例）”已正式受理。该事项须经审核和现场勘查，本中心承诺在下列期限内办结："
    ),
    Fields(
        rows=(
            ("受理时间", "2026年7月1日10时5分"),
            ("承诺期限", "10个工作日"),
            ("办结日期", "2026年7月15日17时30分前"),
        )
    ),
    Heading(text="办理步骤"),
    Numbered(
        items=(
            "受理：7月1日，2号综合窗口，样例甲；",
            "现场勘查：7月6日前，村镇建设岗，样例乙；",
            "审核、审批：7月10日前，样例丙；",
            "办结并通知领取：7月15日前，2号综合窗口。",
        )
    ),
    recipient_signature=True,
)
N06 = notice(
    "N06",
    "延期办结通知书",
    "样乡便延〔2026〕1号",
    Paragraph(
        text="您于2026年7月1日申请的“农村危房改造补助（样例）”，因故不能在原期限内办结，经批准延长办理期限，特此告知。"
    ),
    Fields(
        rows=(
            ("延期原因", "连续降雨，现场勘查无法按期进行"),
            ("延长时间", "10日"),
            ("原办结期限", "2026年7月21日"),
            ("新办结期限", "2026年7月31日17时30分前"),
            ("批准人", "样例丙（中心主任岗）"),
        )
    ),
    Paragraph(text="给您带来不便，谨致歉意。"),
)
N07 = notice(
    "N07",
    "一次性告知单",
    "样乡便告〔2026〕20号",
    Heading(text="一、办理事项"),
    Paragraph(text="农村居民最低生活保障申请（样例）"),
    Heading(text="二、设定依据"),
    Paragraph(text="《社会救助暂行办法》第九条至第十三条；样例县最低生活保障实施细则。"),
    Heading(text="三、办理时限"),
    Paragraph(text="自正式受理之日起20日内办结。不收取费用。"),
    Heading(text="四、办理程序"),
    Numbered(
        items=(
            "窗口受理；",
            "入户调查、邻里访问；",
            "民主评议并公示七日；",
            "审核、上报审批；",
            "发放证件或者书面告知理由。",
        )
    ),
    Heading(text="五、所需材料"),
    Table(
        header=("序号", *MATERIALS),
        rows=tuple(
            (str(place), name, "1", "1", "必要材料" if place < 5 else "符合情形的提供")
            for place, name in enumerate(
                (
                    "最低生活保障申请书",
                    "居民身份证",
                    "居民户口簿",
                    "家庭收入和财产状况声明",
                    "家庭经济状况核对授权书",
                    "婚姻状况证明",
                    "残疾人证",
                    "疾病诊断证明和医疗费用票据",
                    "在校学生就读证明",
                    "外出务工收入证明",
                    "赡养、抚养、扶养协议或者判决书",
                    "土地承包经营权证",
                ),
                start=1,
            )
        ),
        widths=(2, 12, 2, 3, 6),
    ),
    Heading(text="六、不予办理的情形和理由"),
    Paragraph(text="家庭人均收入高于当地保障标准，或者不配合家庭经济状况核对的，不予办理，并书面说明理由。"),
    Notes(lines=("材料齐全的当场受理；不齐全的，一次性书面告知需要补充的全部内容。",)),
)
N08 = notice(
    "N08",
    "办结通知书",
    "样乡便结〔2026〕31号",
    Paragraph(text="您申请的下列事项已经办结，请核对并领取办理结果。"),
    Fields(
        rows=(
            ("收件编号", "SY-2026-000012"),
            ("服务事项", "农村居民最低生活保障申请（样例）"),
            ("办理结果", "准予，发给《最低生活保障证》样例第0012号"),
            ("受理日期", "2026年7月1日"),
            ("办结日期", "2026年7月16日（提前5日）"),
            ("结果领取人", "样例申请人"),
        )
    ),
    Paragraph(text="您可以凭评价凭证对本次服务作出评价。"),
    issued_on=dt.date(2026, 7, 16),
    recipient_signature=True,
)
N09 = notice(
    "N09",
    "不予办理决定书",
    "样乡便禁〔2026〕1号",
    Paragraph(
        text="您于2026年7月1日提出的“占用永久基本农田建房（样例）”申请，依法不能办理。现将政策规定和理由答复如下："
    ),
    Heading(text="一、政策规定"),
    Paragraph(text="《中华人民共和国土地管理法》关于永久基本农田不得占用建房的规定；样例县农村宅基地管理办法。"),
    Heading(text="二、理由"),
    Paragraph(text="申请地块位于永久基本农田保护区范围内，不属于可以办理农用地转用的情形。"),
    Heading(text="三、救济途径"),
    Paragraph(
        text="如不服本决定，可以自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼；也可以拨打监督投诉电话反映。"
    ),
    recipient_signature=True,
)
ALL = (N01, N02, N03, N04, N05, N06, N07, N08, N09)


if __name__ == "__main__":  # writes the golden texts anew: python -m tests.integrations.pdf.samples
    from pathlib import Path

    from yichuang.integrations.pdf import plain_text

    folder = Path(__file__).parents[2] / "golden" / "notices"
    folder.mkdir(parents=True, exist_ok=True)
    for one in ALL:
        (folder / f"{one.kind}.txt").write_text(plain_text(one), encoding="utf-8")
