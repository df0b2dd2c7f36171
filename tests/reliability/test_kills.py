"""Whatever is killed, and whenever: the record is proved, and finishing the work makes it the one it would have been."""

import pytest
from tests.reliability.nursery import Nursery
from tests.reliability.works import SHARES

SEED = 20_240_506


@pytest.fixture(scope="module")
def nursery(tmp_path_factory):
    """Return the warm process that forks what is killed."""
    with Nursery(tmp_path_factory.mktemp("nursery")) as warm:
        yield warm


@pytest.mark.slow
@pytest.mark.parametrize("work", SHARES)
def test_a_killed_work_is_finished_as_if_nothing_had_been(nursery, work):
    """Half of the kills come after a time, half at a tick of SQLite; some come again while the work is finished."""
    bad, kills = [], 0
    for by_ticks, share in SHARES[work]:
        for trial in nursery.trials(work, share, SEED, by_ticks=by_ticks):
            kills += trial.kills
            bad += [] if trial.good else [trial]
    assert not bad
    assert kills >= sum(share for _, share in SHARES[work])
