/** The {@code local_file} datasource. */
@NullMarked
package io.millrace.datasource.local;

import org.jspecify.annotations.NullMarked;
