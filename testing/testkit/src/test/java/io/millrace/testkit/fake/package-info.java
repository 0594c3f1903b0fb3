@NullMarked
package io.millrace.testkit.fake;

import org.jspecify.annotations.NullMarked;
