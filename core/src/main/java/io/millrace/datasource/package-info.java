/**
 * What datasource plugins implement: a provider, its items, and one of four kinds of datasource.
 */
@NullMarked
package io.millrace.datasource;

import org.jspecify.annotations.NullMarked;
