/** Google Drive and Google Cloud Storage. */
@NullMarked
package io.millrace.datasource.drive.google;

import org.jspecify.annotations.NullMarked;
