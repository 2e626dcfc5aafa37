#!/usr/bin/env bash
# PDFBox writes dates of a PDF from Java's Calendar. On a computer set to Thai (Thailand) Calendar.getInstance(), as all its
# examples have it, is a Buddhist one: the file says D:2569… (ISO 32000-1, 7.9.4, means 2026), in /Info and in the /M of
# signatures alike, XMP's date too, and PDFBox itself reads it back as 543 years ahead, as poppler does.
# Seen: 2026-11-30, PDFBox 2.0.27, OpenJDK 17, poppler 22.12 (Debian 12).
. "$(dirname "$0")/common.bash"
debian pdfinfo poppler-utils 22.12
debian javac default-jdk-headless 1.17
file_of /usr/share/java/pdfbox2.jar libpdfbox2-java

cat >Day.java <<'JAVA'
import java.io.File;
import java.util.*;
import org.apache.pdfbox.pdmodel.*;
import org.apache.pdfbox.util.DateConverter;

public class Day {
    public static void main(String[] args) throws Exception {
        try (PDDocument made = new PDDocument()) {
            made.addPage(new PDPage());
            made.getDocumentInformation().setCreationDate(Calendar.getInstance());
            made.save(args[0]);
        }
        try (PDDocument read = PDDocument.load(new File(args[0]))) {
            Calendar western = new GregorianCalendar();
            western.setTime(read.getDocumentInformation().getCreationDate().getTime());
            System.out.println(western.get(Calendar.YEAR) + " " + DateConverter.toISO8601(Calendar.getInstance()).substring(0, 4));
        }
    }
}
JAVA
made_in() {
    java "-Duser.language=$1" "-Duser.country=$2" -cp "$(echo /usr/share/java/{pdfbox2,fontbox2,commons-logging}.jar | tr ' ' :)" \
        Day.java "$3" 2>java.log || { cat java.log >&2; exit 1; }
}
now=$(date -u +%Y)
western=$(made_in en GB western.pdf)
thai=$(made_in th TH thai.pdf)
seen 'set to English: read back, XMP' '0 0' "$((${western% *} - now)) $((${western#* } - now))"
seen 'set to Thai: read back, XMP' '543 543' "$((${thai% *} - now)) $((${thai#* } - now))"
seen 'in the file' '543' "$(($(grep -a -o 'CreationDate (D:[0-9]\{4\}' thai.pdf | tail -c5) - now))"
seen 'pdfinfo' '543' "$(($(pdfinfo thai.pdf | sed -n 's/^CreationDate:.* \([0-9]\{4\}\) .*/\1/p') - now))"
finish
