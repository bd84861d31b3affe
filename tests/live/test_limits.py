"""How fast a code may ask: never by address, and honest tables never notice."""

from samverk.live.limits import ASK, UNKNOWN, WRITE, Bucket, Limits


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_gives_what_it_holds_and_fills_again():
    clock = Clock()
    bucket = Bucket((3, 2), clock)
    assert [bucket.take() for _n in range(3)] == [0, 0, 0]
    assert bucket.take() == 0.5
    clock.now = 0.5
    assert bucket.take() == 0
    assert bucket.take() > 0


def test_a_table_of_ten_that_was_offline_for_long_sends_all_at_once():
    clock = Clock()
    limits = Limits(clock)
    assert not any(limits.known("table", "abc", writes=True) for _n in range(10 * 30))


def test_a_thousand_participants_join_in_a_minute_and_vote_in_ten_seconds():
    clock = Clock()
    limits = Limits(clock)
    for n in range(1000):
        clock.now = n * 0.06
        assert not any(limits.known("room", "abc", writes=False) for _call in range(4))
    for n in range(1000):
        clock.now = 60 + n * 0.01
        assert not limits.known("room", "abc", writes=True)


def test_one_code_has_no_part_in_the_haste_of_another():
    limits = Limits(Clock())
    while not limits.known("table", "hasty", writes=True):
        pass
    assert not limits.known("table", "calm", writes=True)
    assert not limits.known("table", "hasty", writes=False)


def test_unknown_codes_share_one_small_bucket():
    clock = Clock()
    limits = Limits(clock)
    refused = 0
    for n in range(1000):
        clock.now = n / 1000
        refused += limits.unknown() > 0
    assert 1000 - refused <= UNKNOWN[0] + UNKNOWN[1] + 1


def test_every_page_has_its_pace():
    assert ASK.keys() == WRITE.keys() == {"table", "room", "projector", "remote"}
