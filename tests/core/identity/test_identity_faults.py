import re
from pathlib import Path

from babel.messages.pofile import read_po

from yichuang.core.identity import FAULT_SENTENCES, Fault, FaultCode
from yichuang.integrations.keys import KEY_FAULT_SENTENCES

PLACES = re.compile(r"%\((\w+)\)s")
PARTS = Path(__file__).parents[3] / "src/yichuang/ui/locale/zh_Hans/parts"


def test_every_code_has_a_sentence_and_a_remedy_with_known_places():
    assert set(FAULT_SENTENCES) == set(FaultCode)
    for code in FaultCode:
        fault = Fault(code, position=1, length=2, limit=3)
        assert fault.sentence % fault.values
        assert fault.remedy
        assert not PLACES.search(fault.remedy)
        assert "!" not in fault.sentence + fault.remedy


def test_values_hold_only_what_is_known():
    assert Fault(FaultCode.INNER_SPACE, position=4).values == {"position": 4}


def chinese():
    found = {}
    for part in PARTS.glob("*.po"):
        with part.open("rb") as file:
            found |= {message.id: message.string for message in read_po(file) if message.id and message.string}
    return found


def test_every_message_has_its_chinese_with_the_same_places():
    translated = chinese()
    for table in (FAULT_SENTENCES, KEY_FAULT_SENTENCES):
        for english in (text for pair in table.values() for text in pair):
            assert sorted(PLACES.findall(english)) == sorted(PLACES.findall(translated[english]))
            assert "！" not in translated[english]
            assert re.search(r"[\u4e00-\u9fff].*。$", translated[english])
