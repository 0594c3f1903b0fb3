/** The online_drive datasource: object stores, file servers and cloud drives. */
@NullMarked
package io.millrace.datasource.drive;

import org.jspecify.annotations.NullMarked;
