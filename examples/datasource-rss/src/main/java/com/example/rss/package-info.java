/**
 * Reads RSS and Atom feeds for Millrace: the plugin that {@code docs/writing-a-plugin.md} writes.
 */
package com.example.rss;
