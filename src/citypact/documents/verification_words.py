"""The words of a verification, in Swedish and English: in the terminal and on the page."""

from __future__ import annotations

__all__ = ["VERIFICATION_WORDS", "tell"]

#: By language, then by key; both languages have the same keys.
VERIFICATION_WORDS: dict[str, dict[str, str]] = {
    "sv": {
        "valid": "GILTIGT: alla underskrifter håller, och underlaget är vad det utger sig för.",
        "not-valid": "INTE GILTIGT.",
        "complete": "Alla parter som ska underteckna har gjort det.",
        "not-complete": "Alla parter har inte undertecknat.",
        "missing": "Underskrift saknas av: {parties}",
        "valid-one": "giltig",
        "not-valid-one": "inte giltig",
        "level-broken": "Nivå: ingen. Underskriften håller inte.",
        "level-tamper evidence": "Nivå: ändringsskydd. Filen är oförändrad; vem som undertecknat "
        "är inte visat.",
        "level-advanced": "Nivå: avancerad, under en utfärdare som du litar på. Om den är "
        "kvalificerad prövas inte.",
        "signer": "Certifikat: {signer}; utfärdat av {issuer}",
        "stamped": "Tidsstämplad: {time}",
        "stated": "Ingen tidsstämpel som håller; undertecknaren uppger {time}",
        "form": "Form: PAdES {form}",
        "revocation-checked": "Spärr: certifikatet var inte spärrat, enligt bifogade listor.",
        "revocation-unknown": "Spärr: inte prövad, dokumentet bär ingen spärrlista för det.",
        "changed-nothing": "Efter underskriften: inget.",
        "changed-validation data": "Efter underskriften: bara uppgifter för kontroll.",
        "changed-signatures": "Efter underskriften: bara fler underskrifter.",
        "changed-more": "Efter underskriften: dokumentet har ÄNDRATS.",
        "indication": "Bedömning (EN 319 102-1): {indication}. {reason}",
        "certificate-of-number": "Certifikatet anger partens organisationsnummer.",
        "certificate-of-name": "Certifikatet anger partens namn, men inget organisationsnummer "
        "att jämföra.",
        "certificate-of-another": "Certifikatet anger en ANNAN organisation än parten.",
        "certificate-of-not shown": "Att certifikatet tillhör parten är inte visat: jämför själv.",
        "replaced": "Ersatt av partens senare underskrift.",
        "statement-given": "Skäl som undertecknaren anger: {statement}",
        "sample": "EXEMPEL: certifikatet är gjort för att visa formen. Ingen har undertecknat.",
        "preserved-until": "Arkiverat till {time}: förnya före dess med citypact contract "
        "preserve.",
        "trust-nobody": "Ingen utfärdare är utpekad, så ingen underskrift kan bli giltig. Peka ut "
        "dem "
        "du litar på: --trust FIL (certifikat i PEM).",
        "trust-sample": "För exemplet: --trust contract-signed-sample-root.pem, som ligger "
        "bredvid. "
        "Det visar hur det ser ut, inte att någon har undertecknat.",
        "problem-certificate-of-another": "{party} är undertecknat med ett certifikat för en annan "
        "organisation ({stated}).",
        "note-stated-in-the-future": "Undertecknaren uppger en tid som inte har varit: {time}. "
        "Någons klocka går fel.",
        "note-stated-before-the-certificate": "Undertecknaren uppger {time}, före certifikatets "
        "början {begins}.",
        "note-stated-after-the-certificate": "Undertecknaren uppger {time}, efter certifikatets "
        "slut {ends}.",
        "note-stated-otherwise-than-stamped": "Undertecknaren uppger {time}, men tidsstämpeln är "
        "från {stamped}.",
        "note-stamped-in-the-future": "Tidsstämpeln är från en tid som inte har varit: {time}. "
        "Någons klocka går fel.",
        "statement-declines": "{party} AVSTÅR från att underteckna: {reason}",
        "statement-withdraws": "{party} TAR TILLBAKA sin underskrift: {reason}",
        "statement-by": "  Undertecknat av {signer}; partens uppgift om tid: {at}",
        "statement-holds": "  Intyget håller, under en utfärdare som du litar på.",
        "statement-untrusted": "  Vem som har undertecknat intyget är inte visat: det räknas inte.",
        "statement-of-another": "  Intyget är undertecknat för en ANNAN organisation: det räknas "
        "inte.",
        "statement-elsewhere": "  Intyget gäller ett annat dokument: det räknas inte.",
        "problem-no-signature": "Dokumentet har ingen underskrift.",
        "problem-no-manifest": "Dokumentet bär ingen förteckning (manifest.json).",
        "problem-manifest-unusable": "Förteckningen går inte att använda: {reason}",
        "problem-file-differs": "{file} är inte den fil som förteckningen anger.",
        "problem-file-missing": "{file} saknas i dokumentet.",
        "problem-data-unusable": "Underlaget går inte att använda: {reason}",
        "problem-manifest-lies": "Förteckningen anger {what} {stated}; det är {found}.",
        "problem-metadata-changed": "Ändrat efter första underskriften: {names}",
        "problem-unsigned-revision": "Något är tillagt efter sista underskriften.",
        "problem-no-rerun": "Siffrorna kunde inte räknas om.",
        "files": "Bilagor som stämmer med förteckningen: {agreeing} av {all}.",
        "content-hash": "Versionens innehållshash: {hash}",
        "rerun-same": "Omräknat med Citypact {version}: varje siffra blev densamma.",
        "rerun-explained": "Omräknat med Citypact {version}: {count} siffror blev andra (lagrat → "
        "räknat). Metoden har ändrats sedan Citypact {signed}, som siffrorna räknades med; bara "
        "den versionen kan visa att de stämde då.",
        "rerun-differs": "Omräknat med Citypact {version}: siffror blev andra (lagrat → räknat), "
        "utan att någon ändring av metoden sedan Citypact {signed} förklarar det. Det är ett "
        "LARM. Olika i allt: {count}. Utan förklaring:",
        "method-changed": "Metoden ändrades i Citypact {version}: {why}",
        "other-program": "Modellens program är ett annat än det undertecknade; Citypact {version} "
        "räknar inte på samma sätt.",
        "same-pages": "Sidorna är de som underlaget ger, byte för byte.",
        "other-pages": "Sidorna är inte byte för byte de som underlaget ger med denna "
        "installation; läs dem själv mot underlaget.",
    },
    "en": {
        "valid": "VALID: every signature holds, and the data are what they claim to be.",
        "not-valid": "NOT VALID.",
        "complete": "Every party that has to sign has signed.",
        "not-complete": "Not every party has signed.",
        "missing": "Not signed by: {parties}",
        "valid-one": "valid",
        "not-valid-one": "not valid",
        "level-broken": "Level: none. The signature does not hold.",
        "level-tamper evidence": "Level: tamper evidence. The file is unchanged; who signed it is "
        "not shown.",
        "level-advanced": "Level: advanced, under an issuer that you trust. Whether it is "
        "qualified is not examined.",
        "signer": "Certificate: {signer}; issued by {issuer}",
        "stamped": "Time-stamped: {time}",
        "stated": "No time stamp that holds; the signer states {time}",
        "form": "Form: PAdES {form}",
        "revocation-checked": "Revocation: the certificate was not revoked, by the lists attached.",
        "revocation-unknown": "Revocation: not examined, the document carries no list for it.",
        "changed-nothing": "After signing: nothing.",
        "changed-validation data": "After signing: validation data only.",
        "changed-signatures": "After signing: further signatures only.",
        "changed-more": "After signing: the document was CHANGED.",
        "indication": "Judgement (EN 319 102-1): {indication}. {reason}",
        "certificate-of-number": "The certificate states the party's organisation number.",
        "certificate-of-name": "The certificate states the party's name, and no organisation "
        "number to compare.",
        "certificate-of-another": "The certificate states ANOTHER organisation than the party.",
        "certificate-of-not shown": "That the certificate is the party's is not shown: compare "
        "for yourself.",
        "replaced": "Replaced by a later signature of the party.",
        "statement-given": "Reason that the signer gives: {statement}",
        "sample": "SAMPLE: the certificate was made to show the form. Nobody has signed.",
        "preserved-until": "Preserved until {time}: renew before then with citypact contract "
        "preserve.",
        "trust-nobody": "No issuer is named, so no signature can be valid. Name those whom you "
        "trust: "
        "--trust FILE (certificates in PEM).",
        "trust-sample": "For the sample: --trust contract-signed-sample-root.pem, which lies "
        "beside it. "
        "That shows what it looks like, not that anybody has signed.",
        "problem-certificate-of-another": "{party} is signed with a certificate of another "
        "organisation "
        "({stated}).",
        "note-stated-in-the-future": "The signer states a time that has not been: {time}. "
        "Somebody's clock is wrong.",
        "note-stated-before-the-certificate": "The signer states {time}, before the certificate's "
        "beginning {begins}.",
        "note-stated-after-the-certificate": "The signer states {time}, after the certificate's "
        "end {ends}.",
        "note-stated-otherwise-than-stamped": "The signer states {time}, but the time stamp is of "
        "{stamped}.",
        "note-stamped-in-the-future": "The time stamp is of a time that has not been: {time}. "
        "Somebody's clock is wrong.",
        "statement-declines": "{party} DECLINES to sign: {reason}",
        "statement-withdraws": "{party} WITHDRAWS its signature: {reason}",
        "statement-by": "  Signed by {signer}; time by the party's own word: {at}",
        "statement-holds": "  The statement holds, under an issuer that you trust.",
        "statement-untrusted": "  Who signed the statement is not shown: it does not count.",
        "statement-of-another": "  The statement is signed for ANOTHER organisation: it does not "
        "count.",
        "statement-elsewhere": "  The statement is about another document: it does not count.",
        "problem-no-signature": "The document has no signature.",
        "problem-no-manifest": "The document carries no manifest (manifest.json).",
        "problem-manifest-unusable": "The manifest cannot be used: {reason}",
        "problem-file-differs": "{file} is not the file that the manifest names.",
        "problem-file-missing": "{file} is missing from the document.",
        "problem-data-unusable": "The data cannot be used: {reason}",
        "problem-manifest-lies": "The manifest states {what} {stated}; it is {found}.",
        "problem-metadata-changed": "Changed after the first signature: {names}",
        "problem-unsigned-revision": "Something was added after the last signature.",
        "problem-no-rerun": "The figures could not be computed again.",
        "files": "Attachments that agree with the manifest: {agreeing} of {all}.",
        "content-hash": "Content hash of the version: {hash}",
        "rerun-same": "Computed again with Citypact {version}: every figure came out the same.",
        "rerun-explained": "Computed again with Citypact {version}: {count} figures differ (stored "
        "→ computed). The method has changed since Citypact {signed}, by which they were computed; "
        "only that version can show that they were right then.",
        "rerun-differs": "Computed again with Citypact {version}: figures differ (stored → "
        "computed), and no change of method since Citypact {signed} explains it. This is an "
        "ALARM. Different in all: {count}. Without explanation:",
        "method-changed": "The method changed in Citypact {version}: {why}",
        "other-program": "The model's program is another than the signed one; Citypact {version} "
        "does not compute in the same way.",
        "same-pages": "The pages are those that the data give, byte for byte.",
        "other-pages": "The pages are not byte for byte those that the data give with this "
        "installation; read them against the data yourself.",
    },
}


def tell(language: str, key: str, **values: object) -> str:
    """The words of ``key`` in ``language`` (sv or en), with ``values`` set in."""
    return VERIFICATION_WORDS[language][key].format_map(values)
