#!/usr/bin/env bash
# iText 5 signs with a key on a curve (EC, P-256) and names as the algorithm of the signature that of the key
# (id-ecPublicKey, 1.2.840.10045.2.1), not ecdsa-with-SHA256. OpenSSL and pdfsig verify it, pyHanko calls it not valid.
# With an RSA key all three agree.
# Seen: 2026-11-30, iText 5.5.13.3, Bouncy Castle 1.72, OpenJDK 17, OpenSSL 3.0, poppler 22.12 (Debian 12), pyHanko 0.38.0.
. "$(dirname "$0")/common.bash"
debian pdfsig poppler-utils 22.12
debian openssl openssl 3.0
debian javac default-jdk-headless 1.17
file_of /usr/share/java/itext5.jar libitext5-java
file_of /usr/share/java/bcpkix.jar libbcpkix-java
python_with pyhanko==0.38.0

python3 "$here/small_form.py"
p12 ec ec -pkeyopt ec_paramgen_curve:P-256
p12 rsa rsa:2048
cat >Sign.java <<'JAVA'
import com.itextpdf.text.pdf.*;
import com.itextpdf.text.pdf.security.*;
import java.io.*;
import java.security.*;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

public class Sign {
    public static void main(String[] args) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        KeyStore store = KeyStore.getInstance("PKCS12", "BC");
        store.load(new FileInputStream(args[0] + ".p12"), "sample".toCharArray());
        String alias = store.aliases().nextElement();
        PrivateKey key = (PrivateKey) store.getKey(alias, "sample".toCharArray());
        var out = new FileOutputStream(args[0] + ".pdf");
        PdfStamper stamper = PdfStamper.createSignature(new PdfReader("typed.pdf"), out, '\0', null, true);
        stamper.getSignatureAppearance().setVisibleSignature("Head");
        MakeSignature.signDetached(stamper.getSignatureAppearance(), new BouncyCastleDigest(),
            new PrivateKeySignature(key, "SHA-256", "BC"), store.getCertificateChain(alias), null, null, null, 0,
            MakeSignature.CryptoStandard.CMS);
    }
}
JAVA
cat >look.py <<'PY'
import sys
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
name = sys.argv[1]
data = open(f"{name}.pdf", "rb").read()
signature = PdfFileReader(open(f"{name}.pdf", "rb")).embedded_signatures[0]
start, length, second, rest = signature.byte_range
open(f"{name}.cms", "wb").write(signature.pkcs7_content)
open(f"{name}.content", "wb").write(data[start:start + length] + data[second:second + rest])
algorithm = signature.signed_data["signer_infos"][0]["signature_algorithm"]["algorithm"].dotted
status = validate_pdf_signature(signature, ValidationContext(trust_roots=[signature.signer_cert]))
print(algorithm, "valid" if status.valid else "not valid")
PY
for name in ec rsa; do
    java -cp "$(echo /usr/share/java/{itext5,bcprov,bcpkix,bcutil}.jar | tr ' ' :)" Sign.java $name 2>java.log \
        || { cat java.log >&2; exit 1; }
    case $name in ec) stated='1.2.840.10045.2.1 not valid' ;; rsa) stated='1.2.840.113549.1.1.1 valid' ;; esac
    seen "$name: its algorithm, and pyHanko" "$stated" "$($python look.py $name 2>/dev/null)"
    seen "$name: OpenSSL" 'CMS Verification successful' \
        "$(openssl cms -verify -noverify -inform DER -in $name.cms -content $name.content -binary -out checked 2>&1 | tail -1)"
    seen "$name: pdfsig" 'Signature is Valid' "$(pdfsig -nocert $name.pdf | grep -o 'Signature is Valid' || echo no)"
done
finish
