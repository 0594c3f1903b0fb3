package io.millrace.server.http;

/**
 * The envelope of every error (spec/01 §2).
 *
 * @param code a word for programs
 * @param message a sentence for people
 * @param status the HTTP status again
 */
public record ErrorBody(String code, String message, int status) {}
