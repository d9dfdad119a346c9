from __future__ import annotations

import base64

from roster.model.feed_addresses import address_of, digest_of, new_token, webcal


def test_a_token_is_128_random_bits() -> None:
    token = new_token()
    assert len(base64.urlsafe_b64decode(token + "==")) == 16
    assert token != new_token()


def test_what_is_kept_is_the_sha_256_of_the_token() -> None:
    # the published digest of the three letters abc (FIPS 180-2, appendix B.1)
    assert digest_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_an_address_lies_below_the_base_with_or_without_a_slash() -> None:
    for base in ("https://a.cn/x", "https://a.cn/x/"):
        assert address_of(base, "T") == "https://a.cn/x/f/T.ics"
    assert webcal("https://a.cn/f/T.ics") == "webcal://a.cn/f/T.ics"
