"""Words for severities, and for facts whose values are codes themselves."""

from __future__ import annotations

from collections.abc import Mapping

from public_site.labels import Lang
from workflow.ports.site import Severity

SEVERITY_WORDS: Mapping[Lang, Mapping[Severity, str]] = {
    "th": {
        Severity.OK: "ผ่าน",
        Severity.CAUTION: "ข้อสังเกต",
        Severity.UNKNOWN: "บอกไม่ได้",
        Severity.BROKEN: "ไม่ผ่าน",
        Severity.DANGER: "อันตราย",
    },
    "en": {
        Severity.OK: "passed",
        Severity.CAUTION: "caution",
        Severity.UNKNOWN: "cannot tell",
        Severity.BROKEN: "broken",
        Severity.DANGER: "danger",
    },
}

VALUES: Mapping[Lang, Mapping[str, Mapping[str, str]]] = {
    "th": {
        "kind": {"domain": "ชื่อโดเมน", "hosting": "พื้นที่เว็บไซต์", "tls": "ใบรับรองความปลอดภัย (TLS)"},
        "error": {
            "dns": "ไม่พบชื่อเว็บไซต์", "refused": "เครื่องแม่ข่ายไม่รับการติดต่อ", "timeout": "รอนานเกินไป",
            "tls": "ใบรับรองความปลอดภัยใช้ไม่ได้", "too_big": "ไฟล์ใหญ่เกินไป", "network": "การเชื่อมต่อขัดข้อง",
            "address": "ไม่ใช่ที่อยู่เว็บ", "encoding": "ถอดรหัสเนื้อหาไม่ได้", "busy": "เครื่องแม่ข่ายให้รอนานเกินไป",
            "no_time": "หมดเวลาตรวจ",
        },
        "limit": {
            "pages": "จำนวนหน้า", "seconds": "เวลา", "clicks": "จำนวนครั้งที่กด", "enough": "พบครบทุกข้อแล้ว",
        },
        "why": {
            "not_installed": "ยังไม่ได้ติดตั้งส่วนเสริม browser", "no_chromium": "ไม่พบ Chromium ในเครื่อง",
            "does_not_start": "Chromium เปิดไม่ได้",
        },
        "state": {"suspended": "ระงับชั่วคราว", "retracted": "ถอนแล้ว", "not_yet": "ยังไม่เผยแพร่"},
    },
    "en": {
        "kind": {"domain": "The domain", "hosting": "The hosting", "tls": "The TLS certificate"},
        "error": {
            "dns": "unknown host", "refused": "connection refused", "timeout": "no answer in time",
            "tls": "certificate not valid", "too_big": "file too large", "network": "connection failed",
            "address": "not a web address", "encoding": "content encoding not understood",
            "busy": "server asked to wait", "no_time": "no time left",
        },
        "limit": {
            "pages": "number of pages", "seconds": "time", "clicks": "number of clicks",
            "enough": "everything was found",
        },
        "why": {
            "not_installed": "the extra browser is not installed", "no_chromium": "no Chromium on this machine",
            "does_not_start": "Chromium does not start",
        },
        "state": {"suspended": "suspended", "retracted": "withdrawn", "not_yet": "not yet published"},
    },
}  # fmt: skip
"""Values of facts that are codes themselves, by the name of the fact."""
