from yichuang.core.lifecycle import State


def test_a_case_runs_to_its_result(cast):
    case = cast.a_case(at=State.COMPLETED)
    assert case.state == State.COMPLETED
