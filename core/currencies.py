"""ISO 4217: the codes of money in use, and how many decimals each has.

Funds codes, metals, the testing code and the code for no currency are left out: nobody is paid
in them. Codes that ended in the last years (ANG, BGN, CUC, HRK, SLL, ZWL) are still known,
because documents and sums of those years stay readable.
"""

from typing import Final

_CODES: Final = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
BZD CAD CDF CHF CLP CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL
GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF
KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR
MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG
SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD
UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL
"""
CURRENCIES: Final = tuple(_CODES.split())
"""Every code, in the order of the alphabet."""

_USUAL: Final = 2
_NO_DECIMALS = """
BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF
"""
_THREE_DECIMALS = """
BHD IQD JOD KWD LYD OMR TND
"""
_DIGITS: Final = {
    **dict.fromkeys(_NO_DECIMALS.split(), 0),
    **dict.fromkeys(_THREE_DECIMALS.split(), 3),
}


def minor_digits(currency: str) -> int:
    """How many decimals the currency has; KeyError for no such code.

    An amount in minor units is the amount times ten to this power: 分 for CNY,
    whole yen for JPY, fils (a thousandth) for KWD.
    """
    if currency not in CURRENCIES:
        raise KeyError(currency)
    return _DIGITS.get(currency, _USUAL)
