"""Answers are kept as long as they are right."""

import contextlib
import threading

from bilateral.show.web.cache import Cache

OLD, NEW = ((1, 1),), ((2, 2),)


def test_an_answer_is_made_once_for_a_record_that_stays():
    """The same key and stamp give what was made before."""
    cache = Cache()
    assert cache.get("a", OLD, lambda: 1) == 1
    assert cache.get("a", OLD, lambda: 2) == 1
    assert cache.get("b", OLD, lambda: 3) == 3


def test_an_answer_is_made_anew_when_the_record_changes_or_all_is_forgotten():
    """Another stamp, or a cleared cache, asks again."""
    cache = Cache()
    cache.get("a", OLD, lambda: 1)
    assert cache.get("a", NEW, lambda: 2) == 2
    cache.clear()
    assert cache.get("a", NEW, lambda: 3) == 3


def test_a_recent_answer_serves_where_lag_is_allowed():
    """Within the lag the older answer is given; without lag it never is."""
    cache = Cache()
    cache.get("a", OLD, lambda: 1)
    assert cache.get("a", NEW, lambda: 2, lag=60) == 1
    assert cache.get("a", NEW, lambda: 2) == 2


def test_nobody_waits_for_a_long_count_that_has_an_older_answer():
    """While one counts anew, others get what was counted before."""
    cache = Cache()
    cache.get("a", OLD, lambda: 1)
    begun, may_end = threading.Event(), threading.Event()

    def long_count():
        begun.set()
        assert may_end.wait(10)
        return 2

    counting = threading.Thread(target=lambda: cache.get("a", NEW, long_count))
    counting.start()
    assert begun.wait(10)
    assert cache.get("a", NEW, long_count, lag=1e-9) == 1
    may_end.set()
    counting.join()
    assert cache.get("a", NEW, lambda: 3) == 2


def test_only_so_many_answers_are_kept():
    """The one longest unused is forgotten first."""
    cache = Cache(size=2)
    for key in ("a", "b", "a", "c"):
        cache.get(key, OLD, lambda key=key: key)
    assert cache.get("a", OLD, lambda: "new") == "a"
    assert cache.get("b", OLD, lambda: "new") == "new"


def test_a_failure_is_not_kept():
    """What could not be made is tried again."""
    cache = Cache()
    with contextlib.suppress(ZeroDivisionError):
        cache.get("a", OLD, lambda: 1 // 0)
    assert cache.get("a", OLD, lambda: 1) == 1
