/** Azure Blob Storage. */
@NullMarked
package io.millrace.datasource.drive.azure;

import org.jspecify.annotations.NullMarked;
