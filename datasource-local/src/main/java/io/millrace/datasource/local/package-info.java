/**
 * The {@code local_file} datasource: uploads by id, and files, folders and globs below roots that
 * the host allows. {@link io.millrace.datasource.local.LocalFileDatasourceProvider} tells its
 * rules.
 */
@NullMarked
package io.millrace.datasource.local;

import org.jspecify.annotations.NullMarked;
