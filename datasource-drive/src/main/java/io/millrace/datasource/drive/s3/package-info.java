/** Amazon S3 and the many stores that speak its protocol. */
@NullMarked
package io.millrace.datasource.drive.s3;

import org.jspecify.annotations.NullMarked;
