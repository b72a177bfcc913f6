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
