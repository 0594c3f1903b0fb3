@NullMarked
package io.millrace.http.okhttp;

import org.jspecify.annotations.NullMarked;
