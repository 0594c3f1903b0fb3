/** Tests of the drives, against servers that the tests start. */
@NullMarked
package io.millrace.datasource.drive;

import org.jspecify.annotations.NullMarked;
