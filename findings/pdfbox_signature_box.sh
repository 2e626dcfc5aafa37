#!/usr/bin/env bash
# PDFBox signs a box that stands on the page (its value, addSignature, saveIncremental, as its examples do). Where no
# picture of the signature is given it sets the rectangle of the box to zeros, with an empty picture: the place where
# the signature was to be seen is gone from the file, and the signature is valid.
# Seen: 2026-11-30, PDFBox 2.0.27, Bouncy Castle 1.72, OpenJDK 17, poppler 22.12 (Debian 12).
. "$(dirname "$0")/common.bash"
debian pdfsig poppler-utils 22.12
debian openssl openssl 3.0
debian javac default-jdk-headless 1.17
file_of /usr/share/java/pdfbox2.jar libpdfbox2-java
file_of /usr/share/java/bcpkix.jar libbcpkix-java
file_of /usr/share/java/bcmail.jar libbcmail-java
python_with pypdf==7.1.0

python3 "$here/small_form.py"
p12 rsa rsa:2048
cat >Box.java <<'JAVA'
import java.io.*;
import java.security.*;
import java.security.cert.*;
import java.util.*;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.*;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.*;
import org.bouncycastle.cms.jcajce.*;

public class Box {
    public static void main(String[] args) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new FileInputStream("rsa.p12"), "sample".toCharArray());
        String alias = store.aliases().nextElement();
        PrivateKey key = (PrivateKey) store.getKey(alias, "sample".toCharArray());
        X509Certificate own = (X509Certificate) store.getCertificate(alias);
        SignatureInterface signer = content -> {
            try {
                CMSSignedDataGenerator made = new CMSSignedDataGenerator();
                made.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withRSA", key, own));
                made.addCertificates(new JcaCertStore(List.of(own)));
                return made.generate(new CMSProcessableByteArray(content.readAllBytes()), false).getEncoded();
            } catch (Exception e) {
                throw new IOException(e);
            }
        };
        try (PDDocument file = PDDocument.load(new File(args[0])); OutputStream out = new FileOutputStream(args[1])) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            signature.setSignDate(Calendar.getInstance());
            var box = file.getDocumentCatalog().getAcroForm().getField("Head");
            box.getCOSObject().setItem(COSName.V, signature);
            file.addSignature(signature, signer);
            file.saveIncremental(out);
        }
    }
}
JAVA
cat >rect.py <<'PY'
import sys, pypdf
box = pypdf.PdfReader(sys.argv[1]).trailer["/Root"]["/AcroForm"]["/Fields"][0].get_object()
print(*(int(side) for side in box["/Rect"]))
PY
java -cp "$(echo /usr/share/java/{pdfbox2,fontbox2,commons-logging,bcprov,bcpkix,bcutil,bcmail}.jar | tr ' ' :)" \
    Box.java typed.pdf signed.pdf 2>java.log || { cat java.log >&2; exit 1; }
seen 'the box before' '300 200 480 260' "$($python rect.py typed.pdf)"
seen 'the box once it is signed' '0 0 0 0' "$($python rect.py signed.pdf)"
seen 'pdfsig on it' 'Signature is Valid' "$(pdfsig -nocert signed.pdf | grep -o 'Signature is Valid' || echo no)"
finish
