#!/usr/bin/env bash
# Bouncy Castle puts the time of signing into every CMS by itself. On a computer set to Thai (Thailand) Java's calendar is
# the Buddhist one, and the year is written from it: GeneralizedTime 2569 in place of 2026 (RFC 5652, 11.3: of the Gregorian
# calendar). Nothing is said; the signature verifies, and whoever compares times finds it signed 543 years ahead.
# Seen: 2026-11-30, Bouncy Castle 1.72, OpenJDK 17, OpenSSL 3.0 (Debian 12).
. "$(dirname "$0")/common.bash"
debian openssl openssl 3.0
debian javac default-jdk-headless 1.17
file_of /usr/share/java/bcpkix.jar libbcpkix-java

p12 rsa rsa:2048
cat >Signed.java <<'JAVA'
import java.io.*;
import java.security.*;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.*;
import org.bouncycastle.cms.jcajce.*;

public class Signed {
    public static void main(String[] args) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new FileInputStream("rsa.p12"), "sample".toCharArray());
        String alias = store.aliases().nextElement();
        X509Certificate own = (X509Certificate) store.getCertificate(alias);
        CMSSignedDataGenerator made = new CMSSignedDataGenerator();
        made.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
            .build("SHA256withRSA", (PrivateKey) store.getKey(alias, "sample".toCharArray()), own));
        made.addCertificates(new JcaCertStore(List.of(own)));
        try (OutputStream out = new FileOutputStream(args[0])) {
            out.write(made.generate(new CMSProcessableByteArray("memo".getBytes()), true).getEncoded());
        }
    }
}
JAVA
java_in() { java "-Duser.language=$1" "-Duser.country=$2" -cp "$(echo /usr/share/java/{bcprov,bcpkix,bcutil}.jar | tr ' ' :)" Signed.java "$3"; }
# ahead FILE: how the time of signing is spelt, and by how many years it is ahead of the clock.
ahead() {
    local line
    line=$(openssl asn1parse -inform DER -in "$1" | grep -A2 ':signingTime' | tail -1)
    local year=${line##*:}
    [[ $line == *UTCTIME* ]] && echo "UTCTime $((20${year:0:2} - $(date -u +%Y)))" || echo "GeneralizedTime $((${year:0:4} - $(date -u +%Y)))"
}
java_in en GB western.cms
java_in th TH thai.cms
seen 'set to English: years ahead' 'UTCTime 0' "$(ahead western.cms)"
seen 'set to Thai: years ahead' 'GeneralizedTime 543' "$(ahead thai.cms)"
seen 'OpenSSL on it' 'CMS Verification successful' \
    "$(openssl cms -verify -inform DER -in thai.cms -CAfile rsa.pem -purpose any -out out.txt 2>&1 | head -1)"
finish
