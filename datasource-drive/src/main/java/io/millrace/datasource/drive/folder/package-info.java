/** A folder of this machine, or of a mounted share, as a drive. */
@NullMarked
package io.millrace.datasource.drive.folder;

import org.jspecify.annotations.NullMarked;
