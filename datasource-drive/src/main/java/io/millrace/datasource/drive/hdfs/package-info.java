/** HDFS, over WebHDFS. */
@NullMarked
package io.millrace.datasource.drive.hdfs;

import org.jspecify.annotations.NullMarked;
