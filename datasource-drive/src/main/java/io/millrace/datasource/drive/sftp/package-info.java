/** SFTP servers. */
@NullMarked
package io.millrace.datasource.drive.sftp;

import org.jspecify.annotations.NullMarked;
