/** Box. */
@NullMarked
package io.millrace.datasource.drive.box;

import org.jspecify.annotations.NullMarked;
