#!/usr/bin/env bash
# Apache POI turns a java.util.Date into a day of Excel by Java's default calendar. On a computer set to Thai (Thailand) that is
# the Buddhist one: today is written as a day of 2569, whichever program opens it; and the same cell read back by POI on the
# same computer is another day, some nine days later, as the leap years of the two eras are not the same.
# Seen: 2026-11-30, Apache POI 4.0.1, OpenJDK 17, LibreOffice Calc 7.4.7 (Debian 12).
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-calc-nogui 7.4.7
debian javac default-jdk-headless 1.17
file_of /usr/share/java/poi.jar libapache-poi-java

cat >Day.java <<'JAVA'
import java.io.*;
import java.time.*;
import java.util.Date;
import org.apache.poi.hssf.usermodel.*;
import org.apache.poi.ss.usermodel.*;

public class Day {
    public static void main(String[] args) throws Exception {
        try (HSSFWorkbook book = new HSSFWorkbook(); OutputStream out = new FileOutputStream(args[0])) {
            ZonedDateTime day = LocalDate.of(2026, 11, 30).atTime(12, 0).atZone(ZoneId.systemDefault());
            Cell cell = book.createSheet("A").createRow(0).createCell(0);
            cell.setCellValue(Date.from(day.toInstant()));
            CellStyle style = book.createCellStyle();
            style.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
            cell.setCellStyle(style);
            book.write(out);
            System.out.println(cell.getDateCellValue().toInstant().atZone(ZoneId.systemDefault()).toLocalDate());
        }
    }
}
JAVA
made_in() {
    local jars
    jars=$(echo /usr/share/java/{poi,commons-collections4,commons-codec,commons-math3,commons-logging}.jar | tr ' ' :)
    java "-Duser.language=$1" "-Duser.country=$2" -cp "$jars" Day.java "$3" 2>java.log || { cat java.log >&2; exit 1; }
}
seen 'set to English: POI reads 30 November 2026 as' '2026-11-30' "$(made_in en GB western.xls)"
seen 'set to Thai: POI reads it as' '2026-12-09' "$(made_in th TH thai.xls)"
sheet western.xls
sheet thai.xls
seen 'Calc on the first file' '2026-11-30' "$(cut -c1-10 western-A.csv)"
seen 'Calc on the second' '2569-11-30' "$(cut -c1-10 thai-A.csv)"
finish
