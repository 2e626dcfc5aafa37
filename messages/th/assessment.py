"""การตรวจข้อความ (oit check) และผลการประเมิน: findings in a text; results, frameworks and scores."""

from __future__ import annotations

_DATE = "ตรวจวันที่กับต้นเรื่อง แล้วแก้ให้ถูกต้อง"
_COPIED = "ตรวจว่าตั้งใจ หรือหลงเหลือจากเอกสารที่คัดลอกมา"
_SPELL = "แก้คำสะกดทุกแห่งที่ปรากฏ"
_LOOK = "ตรวจข้อความกับต้นเรื่อง แล้วแก้ให้ตรงกัน"
_NUMBER = "คำนวณใหม่จากข้อมูลในตาราง แล้วแก้ตัวเลขหรือตาราง"
_FILE = "แก้ไขไฟล์กรอบการประเมิน แล้วสั่งใหม่อีกครั้ง"
_CELL = "แก้ไขช่องนี้ในไฟล์ แล้วสั่งใหม่อีกครั้ง"

TOLD: dict[str, tuple[str, str]] = {
    # วันที่
    "weekday_wrong": ("“{text}” ไม่ตรงกับปฏิทิน วันนั้นเป็นวัน{is_day}", _DATE),
    "range_reversed": ("ช่วงเวลา “{text}” สิ้นสุดก่อนวันที่เริ่ม", _DATE),
    "fiscal_window_wrong": ("“{text}” ไม่ใช่ช่วงเวลาของปีงบประมาณ {year}", "ปีงบประมาณเริ่ม 1 ตุลาคมของปีก่อน ถึง 30 กันยายน"),
    "briefed_before_appointed": ("ประชุมชี้แจง {text} ก่อนวันที่แต่งตั้ง ({appointed} บรรทัดที่ {appointed_line})", _DATE),
    "met_before_appointed": ("ประชุมครั้งที่ 1 {text} ก่อนวันที่แต่งตั้ง ({appointed} บรรทัดที่ {appointed_line})", _DATE),
    "meetings_out_of_order": (
        "ประชุมครั้งที่ {meeting} ({text}) ก่อนครั้งที่ {earlier} ({earlier_date})",
        _DATE,
    ),
    "meeting_not_on_its_day": (
        "ประชุมครั้งที่ {meeting} เมื่อ {text} ไม่ตรงวันที่กำหนดไว้ คือ {planned} (วัน{weekday})",
        "หากเลื่อนเพราะตรงวันหยุด ให้เขียนทั้งวันที่กำหนดและวันที่ประชุมจริง",
    ),
    "refers_to_later": ("อ้างถึงหนังสือลงวันที่ {text} ซึ่งหลังวันที่ของหนังสือนี้ ({own})", _DATE),
    "date_differs_from_heading": ("วันที่ในเนื้อหา “{text}” ไม่ตรงกับหัวเรื่อง “{heading}”", _DATE),
    "date_empty": ("ยังไม่มีวันที่: “{text}”", "เติมวันที่ให้ครบก่อนเสนอ"),
    # หน่วยงาน
    "heading_of_other_province": ("หัวข้อ “{text}” เป็นของจังหวัด{province} ที่อื่นเป็น{usual}", _COPIED),
    "office_area_missing": ("“{text}” ไม่ระบุ เขต {area}{also}", "เขียนชื่อหน่วยงานให้ครบ"),
    "office_misspelt": ("ชื่อหน่วยงาน “{text}” สะกดผิด ควรเป็น {right}", _SPELL),
    "person_heads_two_offices": (
        "{text} เป็นหัวหน้าหน่วยงานของสองจังหวัด: {provinces}{also}",
        _COPIED,
    ),
    "office_of_other_kind": ("“{text}” แต่หน่วยงานนี้ไม่ใช่{body}", _COPIED),
    "addresses_differ": ("ที่อยู่เดียวกันเขียนถนนต่างกัน: {roads}{also}", _LOOK),
    # ปี
    "caption_year_differs": ("ชื่อตารางเป็นปี {year} แต่ข้อมูลและตารางอื่นเป็นปี {usual}: “{text}”", "แก้ปีให้ตรงกับข้อมูล"),
    "heading_years_differ": ("หัวข้อเดียวกันเป็นปี {year} แต่ที่อื่นเป็นปี {usual}: “{text}”", "แก้ปีให้ตรงกัน"),
    "analysis_of_other_year": (
        "ข้อนี้ให้วิเคราะห์ผลปี {asked} แต่เอกสารวิเคราะห์ผลปี {analysed}",
        "วิเคราะห์ผลของปีที่แบบวัดกำหนด หรือแก้ข้อความให้ตรง",
    ),
    "periods_of_several_years": ("ระยะเวลาดำเนินการอยู่คนละปีงบประมาณ ({years}): “{text}”", _DATE),
    "monitored_in_other_year": (
        "กำกับติดตามในปี {year} แต่มาตรการเป็นของปี {usual}{also}: “{text}”",
        "แก้ปีของการกำกับติดตามให้ตรงกับปีของมาตรการ",
    ),
    "year_impossible": ("ปี “{text}” เป็นไปไม่ได้", _DATE),
    "law_year_wrong": ("“{text}” ปีไม่ตรงกับกฎหมาย ซึ่งเป็น พ.ศ. {right}", "ตรวจชื่อและปีของกฎหมายกับราชกิจจานุเบกษา"),
    # จำนวน
    "sum_wrong": ("ผลรวมไม่ถูกต้อง {text} แต่รวมได้ {computed}", _NUMBER),
    "parts_do_not_sum": ("จำนวนย่อย {parts} รวมได้ {sum} ไม่ใช่ {whole}: “{text}”", _NUMBER),
    "count_differs_from_list": ("เขียนว่ามี {said} {what} แต่ระบุไว้ {listed}: “{text}”", "แก้จำนวนหรือรายการให้ตรงกัน"),
    "count_differs_from_table": ("เขียนว่ามี {said} ข้อ แต่ตารางมี {rows} ข้อ", "แก้จำนวนหรือตารางให้ตรงกัน"),
    "score_over_full": ("คะแนน {score} เกินคะแนนเต็ม {full}: “{text}”", _NUMBER),
    "level_differs": ("คะแนน {score} ไม่ใช่ระดับ {level} ตามเกณฑ์คือระดับ {right}: “{text}”", _NUMBER),
    "pass_claim_wrong": ("คะแนน {score} กับเกณฑ์ {line}: ข้อความว่าผ่านหรือไม่ผ่านเกณฑ์ไม่ถูกต้อง: “{text}”", _NUMBER),
    "difference_wrong": ("ผลต่าง {said} ไม่ถูกต้อง คำนวณได้ {computed}: “{text}”", _NUMBER),
    "share_wrong": ("ร้อยละ {said} ไม่ถูกต้อง คำนวณได้ {computed}: “{text}”", _NUMBER),
    "status_does_not_sum": (
        "จำนวนข้อตามสถานะ {numbers} รวมได้ {sum} ไม่ครบ {whole} ข้อ",
        "ทุกข้อต้องอยู่ในสถานะใดสถานะหนึ่ง แก้ตัวเลขให้รวมเท่ากับจำนวนข้อ",
    ),
    "level_count_differs": ("เขียนว่าระดับ {level} มี {said} ตัวชี้วัด แต่ตารางมี {counted}", _NUMBER),
    "score_differs": ("คะแนนของ {what} เป็น {score} แต่ตาราง (บรรทัดที่ {first}) เป็น {table}: “{text}”", _NUMBER),
    "rows_skip": ("ลำดับข้อในตารางข้ามหรือซ้ำ: จาก {earlier} เป็น {later}", "เติมข้อที่ขาด หรือแก้เลขลำดับ"),
    "total_differs": ("คะแนนรวม {told} ไม่ตรงกับคะแนนรายข้อ {items} ข้อ ซึ่งเฉลี่ยได้ {computed}", _NUMBER),
    # การจัดลำดับ
    "highest_wrong": ("“{text}” แต่ตามตาราง คะแนนสูงสุดคือตัวชี้วัดที่ {right}", _NUMBER),
    "lowest_wrong": ("“{text}” แต่ตามตาราง คะแนนต่ำสุดคือตัวชี้วัดที่ {right}", _NUMBER),
    "weakest_wrong": ("ระบุตัวชี้วัดที่ {named} ว่าคะแนนต่ำสุด แต่ตามตารางคือ {right}: “{text}”", _NUMBER),
    "not_in_order": ("ตารางบอกว่าเรียงลำดับคะแนน แต่ {earlier} มาก่อน {later}", "เรียงแถวใหม่ตามคะแนน"),
    "told_out_of_order": ("เขียนว่าเรียงจากมากไปน้อย แต่ {earlier} มาก่อน {later}: “{text}”", _NUMBER),
    # ข้อ คะแนน และความเห็น
    "comment_against_score": (
        "ข้อ {item} ได้ {score} คะแนน แต่ความเห็นบอกว่ายังขาด: “{comment}”",
        "ตรวจกับผลการประเมินฉบับจริง และสอบถามผู้ประเมินหากขัดกัน",
    ),
    "code_of_other_item": ("“{text}”: ข้อ {item} คือ {title} ชื่อนี้เป็นของข้อ {other}", "แก้เลขข้อหรือชื่อข้อ"),
    "title_differs_from_table": (
        "ชื่อข้อ {items} เขียน “{written}” แต่ตารางเขียน “{table}”{also}",
        "ใช้ชื่อเดียวกันทั้งเอกสาร",
    ),
    "titles_differ_from_list": (
        "ชื่อข้อไม่ตรงกับแบบวัดปี {list}: ข้อ {items}{also}",
        "ใช้ชื่อข้อตามแบบวัดของปีนั้น",
    ),
    "items_called_sub_indicators": ("หัวตาราง “{heading}” แต่ในตารางเป็นข้อ ไม่ใช่ตัวชี้วัดย่อย", "แก้หัวตารางเป็น ข้อ หรือ ข้อมูล"),
    "topic_missing": ("ไม่มีหัวข้อ “{topic}” เหนือข้อ {items}", "เติมหัวข้อตามแบบวัดปี {list}"),
    "form_of_other_year": (
        "อ้างแบบฟอร์มตามเลขข้อ {items} แต่ในปี {year} ข้อเหล่านี้เป็นเรื่องอื่น{also}",
        "ตรวจว่าแบบฟอร์มเป็นของปีใด",
    ),
    "claim_against_scores": ("เขียนว่าเปิดเผยครบทุกด้าน แต่ {titles} ไม่ได้คะแนนเลย: “{text}”", _LOOK),
    "annual_asks_progress": ("ข้อ {item} เป็นรายงานทั้งปี แต่ให้แสดงความก้าวหน้าเหมือนรายงานรอบ 6 เดือน: “{text}”", _COPIED),
    # ส่วนของเอกสาร
    "number_empty": ("ยังไม่มีเลขที่: “{text}”", "ออกเลขที่จากทะเบียนก่อนส่งหรือเผยแพร่"),
    "headings_skip": ("เลขหัวข้อข้ามจาก {earlier} เป็น {later}: “{text}”", "เติมหัวข้อที่ขาด หรือแก้เลขหัวข้อ"),
    "number_alone": ("เลขข้อ {number} ไม่มีข้อความต่อท้าย: “{text}”", "เติมข้อความ หรือลบเลขข้อ"),
    "order_without_duties": ("คำสั่งแต่งตั้ง {members} คน แต่ไม่ระบุหน้าที่: “{text}”", "เพิ่มหน้าที่และอำนาจของผู้ได้รับแต่งตั้ง"),
    "body_named_otherwise": (
        "ข้อความเขียน “{named}” แต่คำสั่ง (บรรทัดที่ {order_line}) แต่งตั้ง “{order}”",
        "ใช้ชื่อตามคำสั่ง",
    ),
    "meetings_not_reported": (
        "กำหนดประชุม {planned} ครั้ง แต่รายงานผลถึงครั้งที่ {reported}",
        "รายงานผลให้ครบ หรือบอกเหตุที่ไม่ได้ประชุม",
    ),
    "nobody_compiles": (
        "ข้อ {items} มีหลายกลุ่มรับผิดชอบ แต่ไม่มีกลุ่มที่รวบรวม{also}",
        "ระบุกลุ่มเดียวที่รวบรวมและรับผิดชอบ",
    ),
    "subject_differs": ("เรื่อง “{text}” ไม่ตรงกับเอกสารที่แนบ", "แก้ชื่อเรื่อง หรือแนบเอกสารให้ตรงกับเรื่อง"),
    "measure_is_question": ("มาตรการเขียนเป็นคำถามของแบบวัด{also}: “{text}”", "เขียนเป็นสิ่งที่หน่วยงานจะทำ"),
    "lists_differ": ("รายการเดียวกันเขียนต่างกัน: “{first}” กับ “{second}”", _LOOK),
    # ผู้ลงนาม
    "signature_undated": ("ช่องลงนามของ {name} ไม่มีวันที่", "เติมวันที่ลงนาม"),
    "signature_without_post": ("ช่องลงนามของ {name} ไม่มีตำแหน่ง", "เติมตำแหน่งใต้ชื่อ"),
    "stray_name": ("“{text}” อยู่ลำพัง อาจเป็นลายมือชื่อของ {name} ที่อ่านเป็นตัวอักษร", "ลบข้อความนี้ ใช้ภาพลายมือชื่อแทน"),
    "person_spelt_twice": ("ชื่อบุคคลเขียนสองแบบ: {name} กับ {other}", _SPELL),
    # ตัวอักษรและตัวเลข
    "digits_mixed": (
        "ใช้เลขไทย {thai} ตัว ปนกับเลขอารบิก {arabic} ตัว{also}",
        "ใช้เลขชุดเดียวทั้งเอกสาร",
    ),
    "zero_drawn": ("ใช้เครื่องหมายวงกลมแทนเลขศูนย์ {times} แห่ง{also}", "พิมพ์เลข ๐ แทน"),
    "code_with_zero": ("รหัสข้อขึ้นต้นด้วยเลข ๐ แทนอักษร “O” {times} แห่ง เช่น “{text}”", "พิมพ์อักษร “O” แทน"),
    "foreign_characters": ("มีอักษรที่ไม่ใช่ไทยหรืออังกฤษ ({characters}): “{text}”", "ลบแล้วพิมพ์ใหม่"),
    "letters_impossible": ("สระหรือวรรณยุกต์ผิดตำแหน่ง: “{text}”", _SPELL),
    "text_misread": (
        "อักษรไทยเรียงผิดลำดับ {times} บรรทัด อาจเพราะแปลงจากไฟล์ PDF",
        "ตรวจจากไฟล์ Word ต้นฉบับแทน",
    ),
    # คำ
    "word_doubled": ("คำซ้ำ “{text}”{also}", "ลบคำที่ซ้ำ"),
    "misspelt": ("“{text}” ควรเป็น “{right}”{also}", _SPELL),
    "phrase_misspelt": ("“{text}” ควรเป็น “{right}”{also}", _SPELL),
    "word_unknown": ("“{text}” ไม่มีในพจนานุกรม หมายถึง “{right}” หรือไม่{also}", _SPELL),
    "group_spelt_twice": ("“{text}” {times} แห่ง ที่อื่นเขียน “{right}” ({right_times} แห่ง)", "ใช้ชื่อกลุ่มแบบเดียวทั้งเอกสาร"),
    # ข้อความที่อ้างผิด
    "national_mean_as_own": (
        "คะแนนระดับประเทศ {mean} เขียนเป็นคะแนนของหน่วยงาน: “{text}”",
        "แยกคะแนนของหน่วยงานกับค่าเฉลี่ยระดับประเทศ",
    ),
    "own_score_as_criterion": ("คะแนนของหน่วยงานเอง ({score}) เขียนเป็นเกณฑ์: “{text}”", "เขียนเกณฑ์ตามหนังสือสั่งการ"),
    "owner_differs": ("แบบวัดเดียวกันเขียนว่าเป็นของ {owners}", _LOOK),
    # ไฟล์ที่ตรวจ
    "check_not_readable": ("{place}ตรวจไฟล์ชนิดนี้ไม่ได้", "ใช้ไฟล์ .docx .pdf .txt .md หรือ .csv"),
    "check_damaged": ("{place}อ่านไฟล์ไม่ได้: {detail}", "เปิดไฟล์ด้วยโปรแกรมเดิม แล้วบันทึกใหม่"),
    "check_no_text": ("{place}ไม่มีข้อความให้ตรวจ อาจเป็นไฟล์สแกน", "ใช้ไฟล์ที่มีข้อความ เช่น .docx"),
    # กรอบการประเมิน
    "framework_not_usable": ("กรอบการประเมินใน {file} ยังใช้ไม่ได้", "แก้ไขทุกรายการที่แจ้ง แล้วสั่งใหม่อีกครั้ง"),
    "framework_of_other_name": (
        "{place}ในไฟล์เขียนว่า {value} ไม่ตรงกับชื่อไฟล์",
        "แก้รหัสกรอบและปีงบประมาณในไฟล์ หรือชื่อไฟล์ ให้ตรงกัน",
    ),
    "framework_without_list": (
        "กรอบ {framework} ปีงบประมาณ {year} ยังไม่มีแบบวัดรายข้อ",
        "นำเข้าแบบวัดของปีนั้น: oit cycle import FILE --year {year} --framework {framework}",
    ),
    "list_not_usable": ("แบบวัดใน {file} ยังใช้ไม่ได้", "แก้ไขทุกรายการที่แจ้ง แล้วสั่งใหม่อีกครั้ง"),
    "list_exists": ("มีไฟล์ {files} ในโฟลเดอร์ของสำนักงานแล้ว", "ย้ายหรือลบไฟล์เดิมก่อน แล้วสั่งใหม่อีกครั้ง"),
    "list_not_the_same": (
        "ข้อ {item} กับข้อ {last_year} ของปีก่อน ยืนยันว่าเป็นข้อเดียวกันไม่ได้ เพราะไม่มีข้อนั้น หรือจับคู่กับข้ออื่นแล้ว",
        "ตรวจเลขข้อใน --same",
    ),
    "carried_not_usable": ("ตารางข้อที่ต่อเนื่องจากปีก่อนใน {file} ยังใช้ไม่ได้", "แก้ไขทุกรายการที่แจ้ง แล้วสั่งใหม่อีกครั้ง"),
    "no_framework": (
        "ไม่มีกรอบการประเมิน {framework} ปีงบประมาณ {year} ที่มีคือ {known}",
        "ระบุกรอบและปีที่มี หรือวางไฟล์กรอบไว้ในโฟลเดอร์ “frameworks” ของสำนักงาน",
    ),
    "framework_unreadable": ("{place}อ่านไฟล์ไม่ได้: {detail}", _FILE),
    "framework_not_toml": ("{place}รูปแบบไฟล์ไม่ถูกต้อง: {detail}", _FILE),
    "framework_unknown_key": ("{place}โปรแกรมไม่รู้จักค่านี้", _FILE),
    "framework_missing": ("{place}ยังไม่ได้กรอก", _FILE),
    "framework_bad_key": ("{place}“{value}” ต้องเป็นอักษรอังกฤษตัวเล็ก ตัวเลข และขีด", _FILE),
    "framework_bad_year": ("{place}“{value}” ต้องเป็นปีงบประมาณ พ.ศ.", _FILE),
    "framework_bad_count": ("{place}“{value}” ต้องเป็นจำนวนข้อ", _FILE),
    "framework_count_differs": ("{place}ระบุ {value} ข้อ แต่แบบวัดมี {found} ข้อ", "แก้จำนวนข้อ หรือแบบวัด"),
    "framework_items_missing": ("{place}ไม่พบแบบวัด {value}", "วางแบบวัดของปีนั้นไว้ในโฟลเดอร์ของสำนักงาน"),
    "framework_no_tools": ("{place}ยังไม่มีเครื่องมือวัด", _FILE),
    "framework_weights": ("{place}น้ำหนักของเครื่องมือรวมได้ {value} ต้องเป็น 100", _FILE),
    "framework_unknown_indicator": ("{place}ไม่มีตัวชี้วัดที่ {value}", _FILE),
    "framework_indicator_not_once": ("{place}ตัวชี้วัดที่ {value} ต้องอยู่ในเครื่องมือเดียว", _FILE),
    "framework_item_elsewhere": ("{place}ข้อ {code} อยู่ในตัวชี้วัดที่ {value} ซึ่งไม่มีในกรอบ", _FILE),
    "framework_item_twice": ("{place}ข้อ {code} ซ้ำกัน", _FILE),
    "framework_levels_order": ("{place}ระดับต้องเรียงจากสูงไปต่ำและไม่ซ้ำกัน", _FILE),
    "framework_levels_gap": ("{place}ระดับล่างสุดต้องเริ่มที่ 0 และไม่มีเงื่อนไขอื่น", _FILE),
    "framework_bad_places": ("{place}“{value}” ต้องเป็นจำนวนทศนิยม 0 ถึง 6", _FILE),
    "framework_unknown_choice": ("{place}“{value}” ต้องเป็นอย่างใดอย่างหนึ่งใน {choices}", _FILE),
    "framework_bad_day": ("{place}“{value}” ไม่ใช่วันที่", "เขียนวันที่แบบ 2023-03-31 ไม่ต้องใส่เครื่องหมายคำพูด"),
    "framework_unknown_item": ("{place}ไม่มีข้อ {value} ในแบบวัด", _FILE),
    "framework_questionnaire": ("{place}ลำดับคำถามมี {value} ข้อ แต่แบบวัดมี {found} ข้อ", _FILE),
    "framework_not_a_table": ("{place}ต้องเป็นตาราง", _FILE),
    "framework_not_texts": ("{place}ต้องเป็นรายการข้อความ", _FILE),
    "framework_bad_number": ("{place}“{value}” ต้องเป็นตัวเลข 0 ถึง 100 ในเครื่องหมายคำพูด", _FILE),
    # ผลการประเมิน
    "result_not_usable": ("ผลการประเมินใน {file} ยังนำเข้าไม่ได้ ไม่มีข้อใดถูกบันทึก", "แก้ไขทุกรายการที่แจ้ง แล้วสั่งใหม่อีกครั้ง"),
    "result_no_table": ("{place}ไม่พบตารางที่มีหัวตาราง ข้อ และ คะแนน", "ใส่หัวตาราง: ข้อ  ข้อมูล  คะแนน  ข้อเสนอแนะ"),
    "result_empty": ("{place}ตารางไม่มีคะแนน", "ตรวจว่าเลือกไฟล์หรือแผ่นงานถูกต้อง"),
    "result_items_missing": ("{place}ไม่มีคะแนนของข้อ {codes}", "เติมให้ครบทุกข้อ แล้วสั่งใหม่อีกครั้ง"),
    "result_two_totals": ("{place}มีคะแนนรวมหลายค่า: {totals}", "เหลือคะแนนรวมที่ถูกต้องเพียงค่าเดียว"),
    "result_unknown_item": ("{place}ไม่มีข้อ {value} ในกรอบนี้ ซึ่งมี {count} ข้อ", _CELL),
    "result_item_twice": ("{place}ข้อ {value} ซ้ำกับบรรทัดที่ {first}", "ลบแถวที่ซ้ำ"),
    "result_no_score": ("{place}ข้อ {code} ยังไม่มีคะแนน", _CELL),
    "result_bad_score": ("{place}“{value}” ไม่ใช่คะแนน", _CELL),
    "result_impossible_score": ("{place}ข้อ {code} ได้ “{value}” คะแนน แต่กรอบนี้ให้ได้เพียง {allowed}", _CELL),
    "result_title_of_other": ("{place}“{value}” เป็นชื่อของข้อ {other} ไม่ใช่ข้อ {code} ({title})", "แก้เลขข้อหรือชื่อข้อ"),
    "result_title_unknown": ("{place}“{value}” ไม่ใช่ชื่อของข้อ {code} ({title})", "แก้เลขข้อหรือชื่อข้อ"),
    "result_title_spelt_otherwise": (
        "{place}ข้อ {code} เขียนว่า “{value}” แบบวัดเขียนว่า “{title}”",
        "ไม่ต้องแก้ หากเป็นข้อเดียวกัน",
    ),
    "result_row_unknown": ("{place}ไม่ทราบว่า “{value}” เป็นข้อใด", _CELL),
    "result_unknown_indicator": ("{place}ไม่มีตัวชี้วัด “{value}” ในกรอบนี้", _CELL),
    "result_indicator_of_other": ("{place}“{value}”: ตัวชี้วัดที่ {code} คือ {title} ชื่อนี้เป็นของตัวชี้วัดที่ {other}", _CELL),
    "result_two_scores": ("{place}{code} มีคะแนนสองค่า: {first} และ {value}", _CELL),
    "result_bad_workbook": ("{place}อ่านไฟล์ Excel ไม่ได้", "เปิดใน Excel แล้วบันทึกเป็น .xlsx ใหม่"),
    "result_too_big": ("{place}ไฟล์ใหญ่เกินไป", "ลบแผ่นงานและแถวที่ไม่เกี่ยวข้อง"),
    "result_cell_error": ("{place}สูตรใน Excel ให้ผลผิดพลาด ({value})", _CELL),
    "lack_not_linked": ("ไม่พบลิงก์จากหน้าแรกของเว็บไซต์", "ให้ลิงก์ข้อนี้จากหน้าแรก แล้วสั่ง oit site prove"),
    "lack_not_as_signed": ("ไฟล์บนเว็บไซต์ไม่ตรงกับฉบับที่ลงนาม", "เผยแพร่ฉบับที่ลงนามใหม่ แล้วสั่ง oit site prove"),
    "lack_off_line": ("ระงับหรือถอนการเผยแพร่อยู่", "แก้ไขแล้วเผยแพร่ใหม่"),
    "lack_not_proven": ("เผยแพร่แล้ว แต่ยังไม่ได้ตรวจจากหน้าแรก", "สั่ง oit site prove"),
    "lack_cannot_tell": ("ตรวจแล้วยังสรุปไม่ได้", "ให้ตรวจซ้ำด้วยเบราว์เซอร์หรือให้เจ้าหน้าที่ยืนยัน"),
    "lack_rehearsal_only": (
        "ตรวจเฉพาะเว็บไซต์ที่สร้างไว้ ยังไม่ได้ตรวจเว็บไซต์จริง",
        "ตั้งที่อยู่หน้าแรกใน office.toml แล้วสั่ง oit site prove",
    ),
    "lack_proof_old": ("ตรวจครั้งล่าสุดนานกว่า 30 วัน", "สั่ง oit site prove"),
    "lack_not_signed_by_head": ("ลงนามโดยผู้ปฏิบัติราชการแทน แต่ข้อนี้ต้องเป็นผู้บริหารสูงสุด", "ให้หัวหน้าหน่วยงานลงนามใหม่"),
    "lack_not_current": ("ปีที่ปรากฏในไฟล์อาจไม่ใช่ช่วงที่กำหนด", "ตรวจปีของข้อมูล แล้วปรับปรุง"),
    "lack_incomplete": ("ยังไม่ได้ยืนยันองค์ประกอบครบ", "ตรวจองค์ประกอบด้านข้อมูลทุกข้อ"),
    "lack_not_published": ("ลงนามแล้ว ยังไม่เผยแพร่", "สั่ง oit publish"),
    "lack_not_signed": ("อยู่ระหว่างเสนอขอความเห็นชอบ", "ติดตามการลงนาม"),
    "lack_not_submitted": ("จัดทำเสร็จแล้ว ยังไม่เสนอ", "สั่ง oit submit"),
    "lack_not_compiled": ("รับข้อมูลครบแล้ว ยังไม่ยืนยันรวบรวมครบ", "สั่ง oit compile"),
    "lack_not_collected": ("กลุ่มยังส่งข้อมูลไม่ครบ", "ติดตามกลุ่มที่ยังไม่ส่ง"),
    "lack_no_compiler": ("ยังไม่มีกลุ่มที่รวบรวม", "สั่ง oit assign"),
    "lack_not_known": ("ยังไม่มีข้อมูลของข้อนี้", "เปิดรอบการประเมินและเริ่มรวบรวม"),
    "no_result": ("ยังไม่มีผลการประเมินของกรอบ {framework} ปีงบประมาณ {year}", "นำเข้าด้วย oit score import"),
    "no_estimate": ("ยังไม่มีประมาณการของกรอบ {framework} ปีงบประมาณ {year}", "เก็บประมาณการด้วย oit score now --keep"),
    "no_such_tool": ("ไม่มีเครื่องมือ {tools} ในกรอบนี้ ที่มีคือ {known}", "ระบุเครื่องมือที่มีในกรอบ"),
    "not_secretary": ("{person} ไม่ใช่เลขานุการคณะทำงาน", "ให้เลขานุการคณะทำงานดำเนินการ"),
    "assumption_not_understood": ("“{value}” ต้องเขียนแบบ “IIT=90” เป็นคะแนนเต็ม 100", "แก้ค่าที่สมมุติ แล้วสั่งใหม่"),
}
