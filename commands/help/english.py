"""English for every line of help, by its Thai. The Thai stands beside each command and option, where it is used.

``tests/cli_help`` names what is missing here and what no command says any more. The steps' own help is not written
here: the table has both languages.
"""

from __future__ import annotations

from functools import cache

ENGLISH: dict[str, str] = {
    # every command
    "นำข้อมูลสาธารณะ (OIT) ทุกข้อของสำนักงาน จากร่างจนพิสูจน์ได้ว่าเผยแพร่แล้ว": (
        "Takes every OIT item of an office from draft to proven published."
    ),
    "รุ่นของโปรแกรม": "Version of the program.",
    "โฟลเดอร์ของสำนักงาน": "Folder of the office.",
    "ทำในชื่อผู้ใช้นี้ (ที่เข้าสู่ระบบไว้แล้ว)": "Act as this user, who is already logged in.",
    "ภาษา (th, en)": "Language (th, en).",
    "ผลเป็น JSON": "Print the result as JSON.",
    "ปีงบประมาณ พ.ศ.": "Fiscal year (Buddhist era).",
    "เหตุผล (ต้องระบุ)": "The reason (required).",
    # check
    "ตรวจข้อความในเอกสาร: วันที่ ชื่อหน่วยงาน ปี จำนวน คะแนน เลขข้อ เลขที่ ช่องลงนาม และคำสะกด ใช้ได้แม้ไม่มีโฟลเดอร์สำนักงาน": (
        "Check the text of papers: dates, names of offices, years, counts, scores, items, numbers, signatures and "
        "spelling. Works without an office's folder."
    ),
    "รับไฟล์ .docx .pdf .txt .md .csv และ .xlsx จบด้วยรหัส 0 เมื่อไม่พบ, 1 เมื่อพบ, 2 เมื่อใช้คำสั่งผิด": (
        "Takes .docx .pdf .txt .md .csv and .xlsx. Ends with 0 when nothing is found, 1 when something is, 2 on misuse."
    ),
    "ตรวจข้อความในเอกสาร": "Check the text of papers.",
    # score
    "คะแนนการประเมิน: นำเข้าผล  ดูผลและวิเคราะห์  ประมาณการวันนี้  ชี้แจงผู้ประเมิน": (
        "Scores of the assessment: take in results, look at them, estimate today's, reply to the evaluators."
    ),
    "คะแนนการประเมิน": "Scores of the assessment.",
    "นำเข้าผลการประเมินจากไฟล์ .csv .xlsx หรือข้อความที่คัดลอกมา  มีข้อใดไม่ตรงแม้ข้อเดียว จะไม่บันทึกเลยและบอกทุกแห่งที่ไม่ตรง": (
        "Take in a result from .csv, .xlsx or pasted text (-). When anything does not fit, nothing is kept and every "
        "mismatch is named."
    ),
    "นำเข้าผลการประเมิน": "Take in a result.",
    "กรอบการประเมิน เช่น moe-oit": "The framework, such as moe-oit.",
    "ค่าเฉลี่ยระดับประเทศ": "The national mean.",
    "เป็นผลที่ผู้ประเมินแก้ไขภายหลัง ผลเดิมยังเก็บไว้": "It corrects an earlier result, which is kept beside it.",
    "ผลการประเมินล่าสุด พร้อมการวิเคราะห์": "The last result with its analysis.",
    "ผลการประเมินล่าสุด": "The last result.",
    "จำนวนตัวชี้วัดที่ต้องแก้ไขเร่งด่วน": "How many indicators are urgent.",
    (
        "ประมาณการคะแนนวันนี้เป็นช่วง จากที่พิสูจน์ได้  ข้อที่เสียหรือยังไม่แน่นอน เพราะอะไร ใครแก้ ใช้แรงเท่าใด "
        "และทางที่สั้นที่สุดไประดับถัดไป"
    ): (
        "Estimate today's score as a range from what is proven: which items are lost or uncertain, why, who can mend "
        "them with how much work, and the least work to the next level."
    ),
    "ประมาณการคะแนนวันนี้": "Estimate today's score.",
    "สมมุติว่าข้อเหล่านี้แก้ไขแล้ว": "Take these items as mended.",
    "คะแนนของเครื่องมืออื่นที่สำนักงานสมมุติเอง เต็ม 100": "A score out of 100 the office assumes for another tool.",
    "เก็บไว้เทียบกับผลการประเมินภายหลัง": "Keep it, to be compared with the result.",
    # look
    "สถานะของทุกข้อ  จำนวนที่เผยแพร่แล้ว รอความเห็นชอบ และกำลังรวบรวม  รอใคร และมีข้อใดต้องเร่งดู": (
        "How all items stand. How many are published, await approval or are being compiled, whom each waits for, and "
        "what requires attention."
    ),
    "เฉพาะกลุ่มนี้": "This group only.",
    "เฉพาะสถานะนี้": "This state only.",
    "รายละเอียดของข้อหนึ่ง: ข้อมูลของแต่ละกลุ่ม  ไฟล์  บันทึก  ลายมือชื่อ  หลักฐานการเผยแพร่  และสิ่งที่ยังขาด": (
        "Everything about one item: what each group handed in, files, memo, signatures, proofs of publication, and "
        "what is still missing."
    ),
    (
        "ทุกเหตุผลที่ข้อนี้ยังไปต่อไม่ได้  ใครต้องทำ และต้องทำอย่างไร  ไม่ระบุขั้นตอน: ทุกขั้นตอนที่เริ่มจากสถานะนี้  "
        "ใส่ --as เพื่อถามด้วยว่าผู้นั้นทำได้หรือไม่"
    ): (
        "Every reason why an item does not move on, who must act and what to do. Without a step: all steps that begin "
        "in its state. With --as it also says whether that person may take them."
    ),
    "งานที่รอฉัน เรียงจากที่ค้างนานที่สุด": "What waits for me, the longest waiting first.",
    # work
    "ส่งข้อมูลของกลุ่ม: ไฟล์  หรือหน้าเว็บ (--url)  หรือแจ้งว่าไม่มีข้อมูล (--none)  ส่งใหม่แทนของเดิม เว้นแต่ใส่ --add": (
        "Hand in a group's part: files, a web page (--url) or a nil return (--none). It replaces what was handed in "
        "before, unless --add is given."
    ),
    "ที่อยู่หน้าเว็บหรือช่องทาง": "Address of the web page or channel.",
    "ไม่มีข้อมูล พร้อมเหตุผล": "Nil return, with the reason.",
    "หน้าที่ของลายมือชื่อ": "Signature duty of the files.",
    "ส่งในนามกลุ่มนี้": "Hand in for this group.",
    "ปีงบประมาณที่ข้อมูลครอบคลุม": "A fiscal year that the data cover.",
    "เลขที่ของเอกสารที่ลงนามไว้แล้ว": "Number of the paper signed before.",
    "วันที่ของเอกสารที่ลงนามไว้แล้ว": "Date of the paper signed before.",
    "เพิ่มจากที่ส่งไว้เดิม": "Add to what was handed in before.",
    (
        "ที่ลงนามของหัวหน้าในไฟล์ PDF หรือ Word ของตนเอง: หน้า  ระยะจากขอบซ้าย  และจากขอบบน (ซม.) ถึงกึ่งกลางช่องลงนาม "
        "(กว้าง 6 สูง 1.7 ซม.) เช่น 2:12.5,24  หลายไฟล์: แผน.pdf=2:12.5,24  ไม่ระบุ: ต่อท้ายด้วยแผ่นลงนาม"
    ): (
        "Where the head signs in one's own PDF or Word file: page, and centimetres from the left and the top of the "
        "page to the middle of the box (6 wide, 1.7 high), as 2:12.5,24. Among several files: plan.pdf=2:12.5,24. "
        "Without it a sheet to sign is appended."
    ),
    "ดูก่อนว่าช่องลงนามอยู่ตรงไหน: เขียนภาพลงแฟ้มนี้ ยังไม่ส่ง": (
        "See first where the box will be: write a picture to this file and hand in nothing."
    ),
    "กลุ่มที่รวบรวมรับข้อมูลของกลุ่มที่ส่งมา": "The compiling group accepts what a group handed in.",
    "กลุ่มที่รวบรวมไม่รับข้อมูล ส่งกลับให้กลุ่มแก้ไข พร้อมเหตุผล": (
        "The compiling group refuses a part and returns it to its group, with the reason."
    ),
    "ยืนยันว่ามีองค์ประกอบที่ต้องมีครบ ระบุเป็นลำดับ (1 2 3) หรือ --all": (
        "Confirm that required elements are there, by their numbers (1 2 3) or --all."
    ),
    "ทุกองค์ประกอบ": "All elements.",
    "ขอยกเว้นข้อกำหนดที่ยกเว้นได้ ต้องมีผู้ยืนยันจากกลุ่มอื่น  ไม่มีใครข้ามขั้นตอนได้เอง": (
        "Ask for an exception from a need that can be waived. A person of another group must confirm it: nobody "
        "bypasses a step alone."
    ),
    "ยืนยันคำขอยกเว้น (บุคคลที่สอง จากกลุ่มอื่น)": "Confirm a request for an exception (a second person, of another group).",
    "ขอยกเว้นข้อกำหนด NEED ของข้อ ITEM พร้อมเหตุผล": "Ask that NEED be waived for ITEM, with the reason.",
    # options of the steps
    "ความเห็นของผู้อำนวยการกลุ่ม": "Opinion of the group's director.",
    "เรื่องของบันทึก": "Subject of the memo.",
    "เลขที่จากระบบอื่น (สมุดเลขภายนอก)": "Number given by another system (external book).",
    "ความเห็น": "Opinion.",
    "กุญแจในโทเคนหรือบัตร: ชื่อกุญแจ ชื่อโทเคน หรือ โทเคน/กุญแจ  ไม่ทราบชื่อ ใส่คำใดก็ได้แล้วโปรแกรมจะบอกรายการ": (
        "Key on a token or card: the key's label, the token's, or TOKEN/KEY. If unknown, any word makes the program "
        "list them."
    ),
    "แฟ้มกุญแจ .p12 หรือ token:LABEL": "Key file (.p12), or token:LABEL.",
    "ลงลายมือชื่อดิจิทัลในบันทึกก่อนหัวหน้าหน่วยงาน ตามลำดับ: ผู้จัดทำ ผู้อำนวยการกลุ่ม ผู้อยู่ในเส้นทางเสนอ  "
    "เมื่อสำนักงานกำหนด before_head ไว้ใน office.toml": (
        "Sign the memo digitally before the head does, in order: who prepared it, the director, those on the route. "
        "Where the office sets before_head in office.toml."
    ),
    "นำบันทึก และเอกสารที่หัวหน้าหน่วยงานต้องลงนาม ออกมาเป็นไฟล์ เพื่อพิมพ์หรือลงนามที่เครื่องอื่น  "
    "ลงนามแล้วรับกลับด้วยคำสั่ง oit receive": (
        "Write the memo, and the files the head must sign, into a folder: to be printed, or signed on another machine. "
        "What was signed is taken in with oit receive."
    ),
    "ทุกเรื่องที่รอลงนาม": "Every memo that awaits the signature.",
    "เทียบภาพสแกนกับฉบับที่ออกให้ดู  ไม่บันทึก": "Compare the scan with what was issued and show it; record nothing.",
    "รับรองว่าเห็นต้นฉบับกระดาษของเอกสารที่ลงนามด้วยปากกาไว้ก่อน โดยไม่ต้องถาม (สำหรับสคริปต์)": (
        "Attest that the original of what was signed before with a pen was seen, without being asked (for scripts)."
    ),
    "รับรองว่าเห็นต้นฉบับกระดาษที่ลงนามแล้ว โดยไม่ต้องถาม (สำหรับสคริปต์)": (
        "Attest that the signed paper original was seen, without being asked (for scripts)."
    ),
    "ข้อที่เขียนยกเว้นไว้ด้วยมือ": "An item excepted by hand on the paper.",
    "ผู้ลงนาม (เมื่อเป็นผู้ทำการแทน)": "Who signed, where it was someone acting for the head.",
    "วันที่หัวหน้าหน่วยงานลงนาม": "Day on which the head signed.",
    "เลขที่บันทึกของเอกสารสแกน": "Number of the memo that was scanned.",
    "ทุกข้อที่ลงนามแล้ว": "Every signed item.",
    "บันทึกหนึ่งฉบับต่อหนึ่งข้อ จัดทำพร้อมกัน": "One memo for each item, all made together.",
    # set-up
    "เริ่มใช้งานในสำนักงาน  ครั้งแรกวางแฟ้มตั้งต้นให้แก้ไข (office.toml  people.csv)  ครั้งที่สองสร้างฐานข้อมูลและผู้ดูแลสองคน": (
        "Set up an office. The first run lays down files to be edited (office.toml, people.csv); the second makes the "
        "database and two administrators."
    ),
    "ผู้ดูแลระบบ (ระบุสองคน)": "An administrator (name two).",
    "เข้าสู่ระบบ 8 ชั่วโมงบนเครื่องนี้  รหัสผ่านถามบนจอ หรือจาก $OIT_PASSWORD": (
        "Log in on this machine for 8 hours. The password is asked for, or taken from $OIT_PASSWORD."
    ),
    "ออกจากระบบ": "Log out.",
    "ฉันคือใคร  ดำรงตำแหน่งใดวันนี้  และมีผู้ใดเข้าสู่ระบบบนเครื่องนี้": (
        "Who I am, which posts I hold today, and who is logged in on this machine."
    ),
    "บุคคลและการแต่งตั้ง": "People and their appointments.",
    "ตั้งรหัสผ่านใหม่ให้บุคคล ต้องใช้ผู้ดูแลสองคน: คนแรกขอ คนที่สองตั้ง": (
        "Set a new password for a person. It takes two administrators: the first asks, the second sets it."
    ),
    "รับการเปลี่ยนแปลงจาก people.csv: คนใหม่ การแต่งตั้งใหม่ วันสิ้นสุด (ไม่มีการลบ)": (
        "Take in changes from people.csv: new people, new appointments, last days. Nothing is deleted."
    ),
    "กุญแจลงนามดิจิทัล": "Keys for digital signatures.",
    "ขึ้นทะเบียนใบรับรอง": "register a certificate",
    "ขึ้นทะเบียนใบรับรองให้ตนเอง หรือให้ผู้อื่น (ผู้ดูแล) ด้วย --person": (
        "Register a certificate for oneself, or (administrators) for another with --person."
    ),
    "FILE เป็นแฟ้มกุญแจ .p12, token:ชื่อกุญแจ หรือแฟ้มใบรับรองอย่างเดียว (.pem .cer .crt) ซึ่งไม่ต้องใช้รหัสผ่าน "
    "ผู้ที่ลงนามจากเครื่องอื่นจึงไม่ต้องส่งกุญแจให้ใคร": (
        "FILE is a key file (.p12), token:LABEL, or a file of the certificate alone (.pem .cer .crt), which needs no "
        "passphrase: who signs on another machine hands the key to nobody."
    ),
    "ขึ้นทะเบียนให้บุคคลนี้": "Register it for this person.",
    "รอบการประเมิน": "Assessment cycles.",
    "เปิดรอบการประเมินของปีงบประมาณ (พ.ศ.) จากแบบวัดและตารางผู้รับผิดชอบ": (
        "Open the cycle of a fiscal year (Buddhist era) from the catalogue and the table of responsibilities."
    ),
    "กำหนดกลุ่มที่รวบรวมของข้อ โดยหัวหน้าหรือรองหัวหน้าหน่วยงาน ระบุคำสั่งหรือการประชุม": (
        "Name the compiling group of an item. The head or a deputy does it, naming the order or meeting."
    ),
    "คำสั่งหรือการประชุมที่กำหนด (ต้องระบุ)": "The order or meeting that decided it (required).",
    (
        "รับข้อที่เผยแพร่อยู่แล้วก่อนเริ่มใช้โปรแกรม โดยไม่ต้องลงนามใหม่  ส่งหลักฐานด้วย contribute ก่อน  "
        "หัวหน้าหน่วยงานสั่งเอง หรือเจ้าหน้าที่สารบรรณระบุหนังสือที่หัวหน้ายืนยัน (--by)"
    ): (
        "Take over items that were published before the program came, without new signatures. Hand in their evidence "
        "with contribute first. The head does it, or the registrar naming the letter by which the head confirms (--by)."
    ),
    "หนังสือที่หัวหน้าหน่วยงานยืนยัน": "Letter by which the head confirms.",
    "สร้างสำนักงานตัวอย่าง 43 ข้อ จากเริ่มต้นจนพิสูจน์ได้ว่าเผยแพร่แล้ว  --stop-at meeting หยุดที่การประชุมติดตามครั้งแรก": (
        "Build a sample office of 43 items, from the start to proven published. --stop-at meeting stops at its first "
        "follow-up meeting."
    ),
    "หยุด ณ สถานการณ์ของการประชุมครั้งที่ 1 (13/12/18)": "Stop where the first meeting found it (13/12/18).",
    # papers
    "ตรวจลายมือชื่ออิเล็กทรอนิกส์ในไฟล์ PDF และบอกเหตุผลทุกข้อ ใช้ได้แม้ไม่มีโฟลเดอร์สำนักงาน": (
        "Check the electronic signatures in a PDF and give every reason. No office folder is required."
    ),
    "จบด้วยรหัส 0 เมื่อผ่าน, 1 เมื่อไม่ผ่านหรือยังสรุปไม่ได้, 2 เมื่อใช้คำสั่งผิด": (
        "Leaves with 0 when passed, 1 when failed or indeterminate, 2 on misuse."
    ),
    "ตรวจลายมือชื่อใน PDF": "check signatures in a PDF",
    "ไฟล์ฉบับที่ออกให้ก่อนลงนาม": "The file as issued, before it was signed.",
    "แฟ้มนโยบาย TOML": "Policy file (TOML).",
    "ข้อมูลการเพิกถอน (CRL หรือคำตอบ OCSP)": "Revocation data (a CRL or an OCSP answer).",
    "ตรวจ ณ เวลานี้ (ISO 8601 เช่น 2026-04-30T16:30+07:00)": (
        "Check as of this time (ISO 8601, as 2026-04-30T16:30+07:00)."
    ),
    "พิมพ์ผลเป็น JSON": "Print the result as JSON.",
    "เขียนรายงาน ๑ หน้าเป็น PDF": "Write a report of one page as PDF.",
    (
        "เอกสาร: คำสั่ง (order)  ประกาศ (announcement)  หนังสือภายนอก (letter)  รายงานการประชุม (meeting)  "
        "ตารางผู้รับผิดชอบ (responsibility)  ใบขอเผยแพร่ (publication_request)"
    ): (
        "Papers: orders (order), announcements (announcement), letters (letter), minutes (meeting), the table of "
        "responsibilities (responsibility), requests to publish (publication_request)."
    ),
    "ออกเอกสารจากร่าง ID: ใช้เลขจากทะเบียนและลงวันที่": "Issue the drafted paper ID: it takes its number and date.",
    "หัวหน้าหน่วยงานใส่ --key เพื่อลงนามดิจิทัล  เจ้าหน้าที่สารบรรณไม่ใส่ เมื่อจะลงนามด้วยปากกา": (
        "The head gives --key to sign digitally; the registrar leaves it out for a paper to be signed with a pen."
    ),
    "ลงวันที่ย้อนหลัง  ปีก่อนใช้เลขของปีนั้น": "An earlier date; an earlier year uses that year's numbers.",
    "โฟลเดอร์ของแฟ้ม (ปกติ documents ในโฟลเดอร์ของสำนักงาน)": (
        "Folder for the files (default: documents in the office's folder)."
    ),
    "เอกสารทั้งหมด ล่าสุดก่อน": "All papers, the latest first.",
    "ร่างเอกสารชนิด KIND เป็น Word และ PDF  ยังไม่ใช้เลข": "Draft a paper of KIND as Word and PDF. It takes no number yet.",
    "responsibility และ publication_request จัดทำจากข้อมูลในระบบ ไม่ต้องใส่ --data": (
        "responsibility and publication_request are made from what is recorded and need no --data."
    ),
    "ข้อมูลของเอกสาร (.toml หรือ .json)": "The paper's data (.toml or .json).",
    "ถามทีละช่อง": "Ask for one field after another.",
    "รายละเอียดของเอกสาร ID  ใส่ --out DIR เพื่อเขียนแฟ้ม Word และ PDF อีกครั้ง": (
        "Everything about paper ID. With --out DIR its Word and PDF files are written again."
    ),
    "แบบเอกสาร Word ของสำนักงาน ในโฟลเดอร์ templates": "The office's own Word forms, in the folder templates.",
    "ตรวจแบบในโฟลเดอร์ templates (หรือแบบ FORM)  ชื่อช่องผิด ไม่รู้จัก ไม่ได้ใช้ และที่ผิด แล้วลองเติมข้อมูลหนึ่งครั้ง": (
        "Check the forms in the folder templates, or FORM. It finds fields that are misspelt, unknown or unused and "
        "what is wrong, then fills each form once."
    ),
    (
        "แก้แบบของสำนักงานในส่วนที่แก้ได้โดยไม่ต้องถาม (หรือแบบ FORM)  เช่น เลขหน้าที่จะพิมพ์เป็น ก ข  ช่องวันที่อัตโนมัติ  "
        "ตัวหนาที่ไม่ถึงอักษรไทย  เก็บแฟ้มเดิมไว้ข้างกัน แล้วบอกสิ่งที่ยังต้องแก้เอง"
    ): (
        "Mend what is mechanical in the office's own forms (or in FORM): page numbers that would print letters, fields "
        "with today's date, bold that does not reach Thai letters. The file as it was stays beside it; what is left is "
        "told."
    ),
    "คัดลอกแบบ FORM ของโปรแกรมไปไว้ในโฟลเดอร์ templates ของสำนักงาน  เพื่อแก้ไขใน Word": (
        "Copy the program's FORM to the office's folder templates, to be edited in Word."
    ),
    # evidence of signatures
    "ชุดหลักฐานลายมือชื่อ: ทุกสิ่งที่ผลตรวจอ้างอิง ในแฟ้มเดียว ตรวจซ้ำได้โดยไม่ต้องต่อเครือข่าย": (
        "Evidence of signatures: all that a verdict rests on, in one file that can be checked again without a network."
    ),
    "เขียนชุดหลักฐานของข้อ ลงในโฟลเดอร์ หนึ่งแฟ้มต่อหนึ่งผลตรวจ": (
        "Write an item's evidence to a folder, one file for each verdict."
    ),
    "โฟลเดอร์ปลายทาง": "Folder to write to.",
    "ตรวจชุดหลักฐานซ้ำ จากตัวมันเองเท่านั้น แล้วเทียบกับผลที่บันทึกไว้  ใช้ได้ทุกเครื่อง ไม่ต้องมีโฟลเดอร์สำนักงาน": (
        "Check evidence again, from itself alone, and compare with the verdict recorded in it. Works on any machine, "
        "without an office folder."
    ),
    # number books
    "ทะเบียนและเลขที่เอกสาร: memo (หนังสือส่ง)  order (คำสั่ง)  announcement (ประกาศ)  meeting (การประชุม)": (
        "Books of numbers: memo (outgoing memos), order, announcement, meeting."
    ),
    "ส่งออกทะเบียนเป็นไฟล์ Excel ตามแบบทะเบียนหนังสือส่ง  ไม่ระบุ --book: ทะเบียนหนังสือส่ง": (
        "Write a book to an Excel file in the form of the outgoing register. Without --book: outgoing memos."
    ),
    "ส่งออกทะเบียนเป็นไฟล์ Excel": "write a book to an Excel file",
    "ทะเบียน (memo, order, announcement, meeting)": "Book (memo, order, announcement, meeting).",
    "ปีของทะเบียน (ปีปฏิทิน พ.ศ.)": "Year of the book (calendar year, Buddhist era).",
    "เลขที่ขาดหาย ซ้ำ หรือจองไว้จนพ้นกำหนด  ไม่ระบุ BOOK: ทุกทะเบียน": (
        "Numbers missing, used twice, or reserved and overdue. Without BOOK: every book."
    ),
    "เลขที่ขาดหาย ซ้ำ หรือพ้นกำหนด": "numbers missing, used twice or overdue",
    "บันทึกว่าเลขที่จองไว้ใช้กับเอกสารเรื่องใด ลงวันที่เท่าใด": (
        "Record for which paper, of which date, a reserved number was used."
    ),
    "ใช้เลขที่จองไว้": "use a reserved number",
    "เรื่องของเอกสาร": "Subject of the paper.",
    "ผู้รับเอกสาร": "Recipient of the paper.",
    "วันที่ของเอกสาร (ไม่ระบุ: วันนี้)": "Date of the paper (default: today).",
    "เลขทั้งหมดของทะเบียน รวมเลขที่จองและเลขที่ยกเลิก  ไม่ระบุ BOOK: ทุกทะเบียน": (
        "All numbers of a book, reserved and void ones too. Without BOOK: every book."
    ),
    "เลขทั้งหมดของทะเบียน": "all numbers of a book",
    "จองเลขถัดไป  --backdate ออกเลขย้อนหลังในทะเบียนของปีที่สิ้นแล้ว  --number บันทึกเลขจากระบบอื่น (ทะเบียนภายนอก)": (
        "Reserve the next number. --backdate takes one from the book of a year that has ended; --number records one "
        "given by another system (external book)."
    ),
    "จองเลขถัดไป": "reserve the next number",
    "จองไว้ถึงวันที่": "Reserved until this day.",
    "วันที่ของเอกสารในปีที่สิ้นแล้ว": "Date of the paper, in a year that has ended.",
    "เลขที่จากระบบอื่น (ทะเบียนภายนอก)": "Number given by another system (external book).",
    "เริ่มทะเบียนที่เลข NUMBER เช่น เมื่อเริ่มใช้โปรแกรมกลางปี  เลขถัดไปที่ออกคือ NUMBER": (
        "Start a book at NUMBER, as when the program comes in mid-year. The next number given is NUMBER."
    ),
    "เริ่มทะเบียนที่เลขที่กำหนด": "start a book at a given number",
    "ยกเลิกเลข พร้อมเหตุผล  เลขที่ยกเลิกคงอยู่ในทะเบียน และไม่นำมาใช้อีก": (
        "Void a number, with the reason. It stays in the book and is never used again."
    ),
    "ยกเลิกเลข พร้อมเหตุผล": "void a number, with the reason",
    # upkeep
    "บันทึกเหตุการณ์: ใครทำอะไร เมื่อใด ด้วยอำนาจใด  และการตรวจว่าไม่ถูกแก้ไข": (
        "The journal: who did what, when and by which authority, and the check that nobody altered it."
    ),
    "เหตุการณ์ของทั้งสำนักงาน  ของข้อหนึ่ง (พร้อมเวลาที่อยู่ในแต่ละสถานะ)  ของบุคคล  หรือของวัน": (
        "What happened in the whole office, to one item (with the time spent in each state), by a person, or on a day."
    ),
    "อ่านบันทึกเหตุการณ์": "read the journal",
    "ชื่อผู้ใช้ หรือส่วนหนึ่งของชื่อ": "User name, or part of a name.",
    "เฉพาะวันนี้": "This day only.",
    "เฉพาะ N เหตุการณ์ล่าสุด": "The latest N entries only.",
    "คำนวณสายโซ่ใหม่  เทียบสถานะของทุกข้อ  และเทียบกับรหัสในบันทึกข้อความที่ลงนามแล้ว": (
        "Recompute the chain, compare every item's state, and compare with the seals in the signed memos."
    ),
    "ตรวจว่าบันทึกไม่ถูกแก้ไข": "check that the journal was not altered",
    "ปรับรุ่นฐานข้อมูลที่โปรแกรมรุ่นก่อนสร้างไว้ เก็บสำเนาเดิมไว้ข้างกัน แล้วจึงตรวจ": (
        "First bring a database of an older version up to date; a copy of before is kept beside it."
    ),
    "ตรวจฐานข้อมูล  บันทึกเหตุการณ์  คลังไฟล์  ทะเบียนเลข  เว็บไซต์  สิทธิของไฟล์  พื้นที่ว่าง  และสิ่งที่เครื่องนี้ต้องมี": (
        "Check the database, journal, file store, number books, site, file permissions, free space, and what this "
        "machine has to have."
    ),
    "ตรวจสุขภาพของโปรแกรมและข้อมูล": "check everything",
    "สำรองข้อมูลทั้งหมดเป็นไฟล์เดียว (.zip) ขณะที่ผู้อื่นยังทำงานได้  ไม่รวมกุญแจลงนามใน keys/": (
        "Back up everything to one file (.zip) while others go on working. The signing keys in keys/ are left out."
    ),
    "สำรองข้อมูลเป็นไฟล์เดียว": "back up to one file",
    "กู้ข้อมูลจากไฟล์สำรองลงในโฟลเดอร์ว่าง DIR  ตรวจรหัสไฟล์ จำนวน และบันทึกเหตุการณ์ให้ครบก่อนบอกว่าเสร็จ": (
        "Restore a backup into the empty folder DIR. Digests, counts and the journal are all checked before it says "
        "that it is done."
    ),
    "กู้ข้อมูลจากไฟล์สำรอง": "restore a backup",
    "ฐานข้อมูลว่างที่จะใช้ (ไม่ระบุ: SQLite ในโฟลเดอร์)": "Empty database to use (default: SQLite in the folder).",
    # site
    "เว็บไซต์สาธารณะ: สร้างใหม่จากที่บันทึกไว้  และตรวจจากหน้าแรกอย่างที่ผู้ประเมินตรวจ": (
        "The public site: build it anew from what is recorded, and prove it from its home page as the evaluators do."
    ),
    "สร้างเว็บไซต์ใหม่จากข้อที่เผยแพร่อยู่ ตรวจจากหน้าแรก แล้วสลับเมื่อผ่าน  หากไม่ผ่าน เว็บไซต์เดิมยังคงอยู่": (
        "Build the site anew from the published items, prove it from its home page and switch to it when it passes. "
        "Otherwise the old site stays."
    ),
    "สร้างเว็บไซต์ใหม่ ตรวจ แล้วสลับ": "build the site, prove it, switch to it",
    (
        "ตรวจเว็บไซต์จริง ([site] url) หรือเว็บไซต์ล่าสุดบนเครื่องนี้ จากหน้าแรกทีละลิงก์  "
        "ผู้ที่เข้าสู่ระบบแล้ว ผลจะเก็บเป็นหลักฐานลงวันที่"
    ): (
        "Prove the real site ([site] url), or the latest one on this machine, link by link from its home page. For one "
        "who is logged in the result is kept as a dated proof."
    ),
    "ตรวจเว็บไซต์จากหน้าแรก": "prove the site from its home page",
}  # fmt: skip
"""Thai paragraph -> English. Help of commands and options ends with a full stop, the line in a list does not."""


def english(text: str) -> str:
    """Help text in English, paragraph by paragraph; what has none stays as it is."""
    return "\n\n".join(in_english(paragraph) or paragraph for paragraph in text.split("\n\n"))


def in_english(paragraph: str) -> str | None:
    """One paragraph; ``None`` when there is no English for it."""
    return ENGLISH.get(paragraph.strip()) or _of_the_table().get(paragraph.strip())


@cache
def _of_the_table() -> dict[str, str]:
    """What the commands of the steps say, from the table of the procedure."""
    from commands.items.steps import online_help, step_help
    from workflow.rules.table import ONLINE_STEPS, TRIGGERS, rows

    told = {row.th: row.en for trigger in TRIGGERS for row in rows(trigger)} | {s.th: s.en for s in ONLINE_STEPS}
    pages = [(step_help(t), step_help(t, "en")) for t in TRIGGERS]
    pages += [(online_help(s), online_help(s, "en")) for s in ONLINE_STEPS]
    for th, en in pages:
        told |= dict(zip(th.split("\n\n"), en.split("\n\n"), strict=True))
    return told
