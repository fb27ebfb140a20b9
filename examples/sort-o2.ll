; SPDX-License-Identifier: Apache-2.0
; Made from sort.c by clang 20.1.7 with -O2
; ModuleID = 'sort.c'
source_filename = "sort.c"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

; Function Attrs: nofree norecurse nosync nounwind memory(argmem: readwrite) uwtable
define dso_local void @bubble_sort(ptr nocapture noundef %0, i64 noundef %1) local_unnamed_addr #0 {
  %3 = icmp ugt i64 %1, 1
  br i1 %3, label %4, label %56

4:                                                ; preds = %2
  %5 = add i64 %1, -2
  br label %6

6:                                                ; preds = %4, %29
  %7 = phi i64 [ 0, %4 ], [ %32, %29 ]
  %8 = phi i64 [ %1, %4 ], [ %31, %29 ]
  %9 = xor i64 %7, -1
  %10 = add i64 %1, %9
  %11 = icmp ugt i64 %8, 1
  br i1 %11, label %12, label %56

12:                                               ; preds = %6
  %13 = and i64 %10, 1
  %14 = icmp eq i64 %5, %7
  br i1 %14, label %17, label %15

15:                                               ; preds = %12
  %16 = and i64 %10, -2
  br label %33

17:                                               ; preds = %51, %12
  %18 = phi i1 [ poison, %12 ], [ %52, %51 ]
  %19 = phi i64 [ 1, %12 ], [ %53, %51 ]
  %20 = phi i1 [ false, %12 ], [ %52, %51 ]
  %21 = icmp eq i64 %13, 0
  br i1 %21, label %29, label %22

22:                                               ; preds = %17
  %23 = getelementptr i32, ptr %0, i64 %19
  %24 = getelementptr i8, ptr %23, i64 -4
  %25 = load i32, ptr %24, align 4, !tbaa !5
  %26 = load i32, ptr %23, align 4, !tbaa !5
  %27 = icmp sgt i32 %25, %26
  br i1 %27, label %28, label %29

28:                                               ; preds = %22
  store i32 %26, ptr %24, align 4, !tbaa !5
  store i32 %25, ptr %23, align 4, !tbaa !5
  br label %29

29:                                               ; preds = %22, %28, %17
  %30 = phi i1 [ %18, %17 ], [ true, %28 ], [ %20, %22 ]
  %31 = add i64 %8, -1
  %32 = add i64 %7, 1
  br i1 %30, label %6, label %56, !llvm.loop !9

33:                                               ; preds = %51, %15
  %34 = phi i64 [ 1, %15 ], [ %53, %51 ]
  %35 = phi i1 [ false, %15 ], [ %52, %51 ]
  %36 = phi i64 [ 0, %15 ], [ %54, %51 ]
  %37 = getelementptr i32, ptr %0, i64 %34
  %38 = getelementptr i8, ptr %37, i64 -4
  %39 = load i32, ptr %38, align 4, !tbaa !5
  %40 = load i32, ptr %37, align 4, !tbaa !5
  %41 = icmp sgt i32 %39, %40
  br i1 %41, label %42, label %43

42:                                               ; preds = %33
  store i32 %40, ptr %38, align 4, !tbaa !5
  store i32 %39, ptr %37, align 4, !tbaa !5
  br label %43

43:                                               ; preds = %33, %42
  %44 = phi i1 [ true, %42 ], [ %35, %33 ]
  %45 = getelementptr i32, ptr %0, i64 %34
  %46 = getelementptr i8, ptr %45, i64 4
  %47 = load i32, ptr %45, align 4, !tbaa !5
  %48 = load i32, ptr %46, align 4, !tbaa !5
  %49 = icmp sgt i32 %47, %48
  br i1 %49, label %50, label %51

50:                                               ; preds = %43
  store i32 %48, ptr %45, align 4, !tbaa !5
  store i32 %47, ptr %46, align 4, !tbaa !5
  br label %51

51:                                               ; preds = %50, %43
  %52 = phi i1 [ true, %50 ], [ %44, %43 ]
  %53 = add nuw i64 %34, 2
  %54 = add i64 %36, 2
  %55 = icmp eq i64 %54, %16
  br i1 %55, label %17, label %33, !llvm.loop !11

56:                                               ; preds = %6, %29, %2
  ret void
}

; Function Attrs: nofree norecurse nosync nounwind memory(argmem: readwrite) uwtable
define dso_local void @insertion_sort(ptr nocapture noundef %0, i64 noundef %1) local_unnamed_addr #0 {
  %3 = icmp ugt i64 %1, 1
  br i1 %3, label %4, label %28

4:                                                ; preds = %2
  %5 = add i64 %1, -1
  %6 = and i64 %5, 1
  %7 = icmp eq i64 %1, 2
  br i1 %7, label %10, label %8

8:                                                ; preds = %4
  %9 = and i64 %5, -2
  br label %29

10:                                               ; preds = %58, %4
  %11 = phi i64 [ 1, %4 ], [ %61, %58 ]
  %12 = icmp eq i64 %6, 0
  br i1 %12, label %28, label %13

13:                                               ; preds = %10
  %14 = getelementptr inbounds nuw i32, ptr %0, i64 %11
  %15 = load i32, ptr %14, align 4, !tbaa !5
  br label %16

16:                                               ; preds = %22, %13
  %17 = phi i64 [ %23, %22 ], [ %11, %13 ]
  %18 = getelementptr i32, ptr %0, i64 %17
  %19 = getelementptr i8, ptr %18, i64 -4
  %20 = load i32, ptr %19, align 4, !tbaa !5
  %21 = icmp sgt i32 %20, %15
  br i1 %21, label %22, label %25

22:                                               ; preds = %16
  store i32 %20, ptr %18, align 4, !tbaa !5
  %23 = add i64 %17, -1
  %24 = icmp eq i64 %23, 0
  br i1 %24, label %25, label %16, !llvm.loop !12

25:                                               ; preds = %22, %16
  %26 = phi i64 [ %17, %16 ], [ 0, %22 ]
  %27 = getelementptr inbounds nuw i32, ptr %0, i64 %26
  store i32 %15, ptr %27, align 4, !tbaa !5
  br label %28

28:                                               ; preds = %25, %10, %2
  ret void

29:                                               ; preds = %58, %8
  %30 = phi i64 [ 1, %8 ], [ %61, %58 ]
  %31 = phi i64 [ 0, %8 ], [ %62, %58 ]
  %32 = getelementptr inbounds nuw i32, ptr %0, i64 %30
  %33 = load i32, ptr %32, align 4, !tbaa !5
  br label %34

34:                                               ; preds = %29, %40
  %35 = phi i64 [ %41, %40 ], [ %30, %29 ]
  %36 = getelementptr i32, ptr %0, i64 %35
  %37 = getelementptr i8, ptr %36, i64 -4
  %38 = load i32, ptr %37, align 4, !tbaa !5
  %39 = icmp sgt i32 %38, %33
  br i1 %39, label %40, label %43

40:                                               ; preds = %34
  store i32 %38, ptr %36, align 4, !tbaa !5
  %41 = add i64 %35, -1
  %42 = icmp eq i64 %41, 0
  br i1 %42, label %43, label %34, !llvm.loop !12

43:                                               ; preds = %34, %40
  %44 = phi i64 [ %35, %34 ], [ 0, %40 ]
  %45 = getelementptr inbounds nuw i32, ptr %0, i64 %44
  store i32 %33, ptr %45, align 4, !tbaa !5
  %46 = add nuw i64 %30, 1
  %47 = getelementptr inbounds nuw i32, ptr %0, i64 %46
  %48 = load i32, ptr %47, align 4, !tbaa !5
  br label %49

49:                                               ; preds = %55, %43
  %50 = phi i64 [ %56, %55 ], [ %46, %43 ]
  %51 = getelementptr i32, ptr %0, i64 %50
  %52 = getelementptr i8, ptr %51, i64 -4
  %53 = load i32, ptr %52, align 4, !tbaa !5
  %54 = icmp sgt i32 %53, %48
  br i1 %54, label %55, label %58

55:                                               ; preds = %49
  store i32 %53, ptr %51, align 4, !tbaa !5
  %56 = add i64 %50, -1
  %57 = icmp eq i64 %56, 0
  br i1 %57, label %58, label %49, !llvm.loop !12

58:                                               ; preds = %55, %49
  %59 = phi i64 [ %50, %49 ], [ 0, %55 ]
  %60 = getelementptr inbounds nuw i32, ptr %0, i64 %59
  store i32 %48, ptr %60, align 4, !tbaa !5
  %61 = add nuw i64 %30, 2
  %62 = add i64 %31, 2
  %63 = icmp eq i64 %62, %9
  br i1 %63, label %10, label %29, !llvm.loop !13
}

; Function Attrs: nofree nosync nounwind memory(argmem: readwrite) uwtable
define dso_local void @quicksort(ptr nocapture noundef %0, i64 noundef %1) local_unnamed_addr #1 {
  %3 = icmp ult i64 %1, 2
  br i1 %3, label %34, label %4

4:                                                ; preds = %2, %31
  %5 = phi i64 [ %32, %31 ], [ %1, %2 ]
  %6 = phi ptr [ %20, %31 ], [ %0, %2 ]
  %7 = lshr i64 %5, 1
  %8 = getelementptr inbounds nuw i32, ptr %6, i64 %7
  %9 = load i32, ptr %8, align 4, !tbaa !5
  br label %10

10:                                               ; preds = %29, %4
  %11 = phi i64 [ 0, %4 ], [ %18, %29 ]
  %12 = phi i64 [ %5, %4 ], [ %23, %29 ]
  br label %13

13:                                               ; preds = %13, %10
  %14 = phi i64 [ %11, %10 ], [ %18, %13 ]
  %15 = getelementptr inbounds nuw i32, ptr %6, i64 %14
  %16 = load i32, ptr %15, align 4, !tbaa !5
  %17 = icmp slt i32 %16, %9
  %18 = add i64 %14, 1
  br i1 %17, label %13, label %19, !llvm.loop !14

19:                                               ; preds = %13
  %20 = getelementptr inbounds nuw i32, ptr %6, i64 %14
  br label %21

21:                                               ; preds = %19, %21
  %22 = phi i64 [ %23, %21 ], [ %12, %19 ]
  %23 = add i64 %22, -1
  %24 = getelementptr inbounds nuw i32, ptr %6, i64 %23
  %25 = load i32, ptr %24, align 4, !tbaa !5
  %26 = icmp sgt i32 %25, %9
  br i1 %26, label %21, label %27, !llvm.loop !15

27:                                               ; preds = %21
  %28 = icmp ult i64 %14, %23
  br i1 %28, label %29, label %31

29:                                               ; preds = %27
  %30 = getelementptr inbounds nuw i32, ptr %6, i64 %23
  store i32 %25, ptr %20, align 4, !tbaa !5
  store i32 %16, ptr %30, align 4, !tbaa !5
  br label %10

31:                                               ; preds = %27
  tail call void @quicksort(ptr noundef nonnull %6, i64 noundef %14)
  %32 = sub i64 %5, %14
  %33 = icmp ult i64 %32, 2
  br i1 %33, label %34, label %4

34:                                               ; preds = %31, %2
  ret void
}

attributes #0 = { nofree norecurse nosync nounwind memory(argmem: readwrite) uwtable "min-legal-vector-width"="0" "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }
attributes #1 = { nofree nosync nounwind memory(argmem: readwrite) uwtable "min-legal-vector-width"="0" "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }

!llvm.module.flags = !{!0, !1, !2, !3}

!0 = !{i32 1, !"wchar_size", i32 4}
!1 = !{i32 8, !"PIC Level", i32 2}
!2 = !{i32 7, !"PIE Level", i32 2}
!3 = !{i32 7, !"uwtable", i32 2}
!5 = !{!6, !6, i64 0}
!6 = !{!"int", !7, i64 0}
!7 = !{!"omnipotent char", !8, i64 0}
!8 = !{!"Simple C/C++ TBAA"}
!9 = distinct !{!9, !10}
!10 = !{!"llvm.loop.mustprogress"}
!11 = distinct !{!11, !10}
!12 = distinct !{!12, !10}
!13 = distinct !{!13, !10}
!14 = distinct !{!14, !10}
!15 = distinct !{!15, !10}
