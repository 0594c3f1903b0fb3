package io.millrace.server.api;

/** A file of a segment. */
record AttachmentView(
    String id, String name, long size, String extension, String mimeType, String sourceUrl) {}
