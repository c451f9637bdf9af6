/**
 * A secret that is an address with a password in it: uri('redis://:{password}@redis/0', credential('redis')).
 * {username} and {password} stand for the credential's, percent-encoded.
 */
def call(String template, Object credential) {
    return steps.uri(template: template, credential: credential)
}

/** The same with names: uri(template: …, credential: …). */
def call(Map arguments) {
    return steps.uri(arguments)
}
